#pragma once

#include "core/common/text/message.h"
#include "core/data/dataset_fingerprint.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

/// What sits on top of EfficientNet-B3's 1536 features.
enum class HeadKind {
  Linear, ///< dropout, dense (torchvision's own classifier)
  Mlp,    ///< dense 256, ReLU, dropout 0.5, dense
};

[[nodiscard]] std::string_view headName(HeadKind head);
[[nodiscard]] std::optional<HeadKind> parseHead(std::string_view text); ///< "linear", "mlp"

/// What a weights file may leave unsaid.
enum class AssumedField : std::uint8_t { Labels, InputSize, Normalisation };

[[nodiscard]] std::string_view assumedFieldName(AssumedField what); ///< "labels", "input_size", "normalisation"

/// Everything one must know to feed a model and to read its answer. Travels inside the weights file; training,
/// evaluation, predict and live take their preprocessing from here and from nowhere else.
struct ModelInfo {
  std::vector<std::string> labels;       ///< class names, in the order of the logits
  int inputSize = 48;                    ///< side of the square input, px
  int channels = 1;                      ///< 1: the grey image is replicated to the three input channels
  std::vector<float> mean{0.5077F};      ///< of pixel/255, subtracted; one entry a channel
  std::vector<float> deviation{0.2550F}; ///< of pixel/255, divided by
  HeadKind head = HeadKind::Linear;
  double temperature = 1; ///< probabilities are softmax(logits / temperature), see core/eval/metrics/calibration.h
  std::string dataset;    ///< name of the data set it was trained on
  std::optional<DatasetFingerprint> trainingData; ///< which images that were; unknown for weights of elsewhere
  std::map<std::string, double> metrics;          ///< figures at saving time, e.g. {"valid_accuracy": 0.81}
  std::string version;                            ///< of Mien that wrote it

  // On reading: these two are never written.
  std::vector<AssumedField>
      assumed; ///< neither the file nor the user said it: Mien's own values were taken, see resolveModelInfo()
  std::vector<Message> remarks; ///< what else one should know of the file: one clause each

  [[nodiscard]] int classes() const { return static_cast<int>(labels.size()); }
};

/// Throws Error (BadData) that names the first field that cannot be used: 7 to 1000 labels, not empty and all
/// different; input of 32 to 600 px; one channel; finite mean, finite deviation > 0; a
/// temperature of 0.01 to 100.
void validate(const ModelInfo& info);

/// {"labels", "input_size", "channels", "mean", "std", "head", "temperature", "dataset", "training_data", "metrics",
/// "version"}: what a weights file holds under "meta". The way back validates; "temperature" and what follows it may be
/// missing. Throws Error (BadData).
[[nodiscard]] nlohmann::json toJson(const ModelInfo& info);
[[nodiscard]] ModelInfo modelInfoFromJson(const nlohmann::json& json);

} // namespace mien
