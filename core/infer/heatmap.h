#pragma once

#include <span>
#include <vector>

namespace mien {

/// How much each part of a face speaks for one class.
struct Heatmap {
  int label = 0;             ///< the class explained, index into ModelInfo::labels
  int cells = 0;             ///< side of the maps that it was made from: 2 for a model of 48 px, 3 for 96 px
  int side = 0;              ///< px, the model's input size
  std::vector<float> values; ///< side x side, row by row; 0..1, 1 at the strongest; all 0 when nothing speaks for it
};

/// The last step of Grad-CAM: what speaks against the class is cut off, the rest is enlarged (bilinear) and scaled to
/// its largest value. evidence: [cells, cells].
[[nodiscard]] Heatmap makeHeatmap(std::span<const float> evidence, int cells, int side, int label);

} // namespace mien
