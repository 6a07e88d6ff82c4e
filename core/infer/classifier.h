#pragma once

#include "core/data/gray_image.h"
#include "core/infer/heatmap.h"
#include "core/model/model_hints.h"
#include "core/model/model_info.h"

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace mien {

/// Answers for a batch of images, row by row.
struct Predictions {
  int classes = 0;
  int embeddingSize = 0;            ///< 1536, or 0 when embeddings were not asked for
  std::vector<float> logits;        ///< images x classes
  std::vector<float> probabilities; ///< images x classes, softmax of the logits / ModelInfo::temperature
  std::vector<float> embeddings;    ///< images x embeddingSize, the pooled features before the head
};

/// The fast inference path of predict, evaluate and live. Runs on the calling thread alone; one object serves one
/// thread at a time, clone() gives another thread its own over the same weights.
class Classifier {
public:
  virtual ~Classifier() = default;

  [[nodiscard]] virtual const ModelInfo& info() const = 0;

  /// Classifies 8-bit grey face images of any size (preprocess() brings them to the input size). May block for as long
  /// as the network takes. Throws Error (BadArgument) on an empty image.
  [[nodiscard]] virtual Predictions classify(std::span<const GrayView> faces, bool withEmbeddings = false) = 0;

  /// Which parts of the face speak for class `label`: Grad-CAM (Selvaraju et al. 2017) over the last convolutional
  /// stage. As fast as classifying one face. Throws Error (BadArgument) on an empty image, a label that the model does
  /// not have, or a classifier that has no maps to look into.
  [[nodiscard]] virtual Heatmap gradCam(const GrayView& face, int label);

  [[nodiscard]] virtual std::unique_ptr<Classifier> clone() const = 0;
};

/// Loads a weights file and prepares it: batch norm folded into the convolutions, channels_last, warmed up. What
/// `hints` say goes over the file; what neither says is assumed, see resolveModelInfo(). Throws Error as loadWeights()
/// and resolveModelInfo() do, and BadData when the weights do not fit EfficientNet-B3 or are no finite numbers.
[[nodiscard]] std::unique_ptr<Classifier> loadClassifier(const std::filesystem::path& weightsFile,
                                                         const ModelHints& hints = {});

} // namespace mien
