#pragma once

#include <opencv2/core/mat.hpp>

#include <vector>

namespace mien::detail {

/// From the light of high dynamic range to pictures as every other one is: BT.2408's reference white of 203 cd/m2
/// becomes nearly white, what is brighter is squeezed into the rest, colours come from BT.2020 to sRGB. Unmapped, such
/// pictures are pale and dim.
class HdrMapping {
public:
  enum class Transfer {
    Pq,  ///< SMPTE ST 2084: HDR10
    Hlg, ///< ARIB STD-B67: what telephones film
  };

  explicit HdrMapping(Transfer transfer);

  [[nodiscard]] Transfer transfer() const { return m_transfer; }

  /// `coded`: 16-bit BGR (the full range); `wide`: in the primaries of BT.2020. The result is 8-bit BGR.
  void map(const cv::Mat& coded, bool wide, cv::Mat& picture) const;

private:
  Transfer m_transfer;
  std::vector<float> m_light;        ///< of each code; PQ: 1 is reference white; HLG: of the scene, 0 to 1
  std::vector<float> m_gain;         ///< HLG: of the luminance of the scene, in 1 / (size - 1)
  std::vector<unsigned char> m_code; ///< of light from 0 to 1, in 1 / (size - 1)
};

} // namespace mien::detail
