#include "core/video/detail/hdr_mapping.h"

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace mien::detail {

namespace {

constexpr int kCodes = 65536;
constexpr double kReferenceWhite = 203; // cd/m2, ITU-R BT.2408
constexpr double kHlgPeak = 1000;       // cd/m2, of the screen that its system gamma of 1.2 is for
constexpr float kKnee = 0.75F;          // up to here light stays as it is

/// Light in cd/m2 (SMPTE ST 2084).
double pqLight(double code) {
  constexpr double kM1 = 2610.0 / 16384;
  constexpr double kM2 = 2523.0 / 4096 * 128;
  constexpr double kC1 = 3424.0 / 4096;
  constexpr double kC2 = 2413.0 / 4096 * 32;
  constexpr double kC3 = 2392.0 / 4096 * 32;
  const double power = std::pow(code, 1 / kM2);
  return 10'000 * std::pow(std::max(power - kC1, 0.0) / (kC2 - kC3 * power), 1 / kM1);
}

/// Light of the scene (ITU-R BT.2100).
double hlgLight(double code) {
  constexpr double kA = 0.17883277;
  constexpr double kB = 1 - 4 * kA;
  const double c = 0.5 - kA * std::log(4 * kA);
  return code <= 0.5 ? code * code / 3 : (std::exp((code - c) / kA) + kB) / 12;
}

double srgbCode(double light) { return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055; }

std::size_t placeOf(float share) {
  return static_cast<std::size_t>(std::clamp(share, 0.0F, 1.0F) * static_cast<float>(kCodes - 1) + 0.5F);
}

float squeezed(float light) {
  return light <= kKnee ? light : kKnee + (1 - kKnee) * (1 - std::exp((kKnee - light) / (1 - kKnee)));
}

} // namespace

HdrMapping::HdrMapping(Transfer transfer) : m_transfer(transfer), m_light(kCodes), m_code(kCodes) {
  for (int i = 0; i < kCodes; ++i) {
    const double share = static_cast<double>(i) / (kCodes - 1);
    const auto place = static_cast<std::size_t>(i);
    m_light[place] = static_cast<float>(transfer == Transfer::Pq ? pqLight(share) / kReferenceWhite : hlgLight(share));
    m_code[place] = static_cast<unsigned char>(std::lround(255 * srgbCode(share)));
  }
  if (transfer == Transfer::Hlg) {
    m_gain.resize(kCodes);
    for (int i = 0; i < kCodes; ++i) {
      m_gain[static_cast<std::size_t>(i)] = static_cast<float>(
          kHlgPeak / kReferenceWhite * std::pow(static_cast<double>(i) / (kCodes - 1), 0.2)); // gamma 1.2, less one
    }
  }
}

void HdrMapping::map(const cv::Mat& coded, bool wide, cv::Mat& picture) const {
  picture.create(coded.size(), CV_8UC3);
  cv::parallel_for_(cv::Range(0, coded.rows), [&](const cv::Range& rows) {
    for (int y = rows.start; y < rows.end; ++y) {
      const auto* from = coded.ptr<std::uint16_t>(y);
      auto* to = picture.ptr<std::uint8_t>(y);
      for (int x = 0; x < coded.cols; ++x, from += 3, to += 3) {
        float b = m_light[from[0]];
        float g = m_light[from[1]];
        float r = m_light[from[2]];
        if (!m_gain.empty()) {
          const float gain = m_gain[placeOf(0.2627F * r + 0.6780F * g + 0.0593F * b)];
          b *= gain;
          g *= gain;
          r *= gain;
        }
        if (wide) { // ITU-R BT.2087
          const std::array<float, 3> rgb{1.6605F * r - 0.5876F * g - 0.0728F * b,
                                         -0.1246F * r + 1.1329F * g - 0.0083F * b,
                                         -0.0182F * r - 0.1006F * g + 1.1187F * b};
          r = rgb[0];
          g = rgb[1];
          b = rgb[2];
        }
        to[0] = m_code[placeOf(squeezed(b))];
        to[1] = m_code[placeOf(squeezed(g))];
        to[2] = m_code[placeOf(squeezed(r))];
      }
    }
  });
}

} // namespace mien::detail
