#include "core/common/error.h"
#include "core/data/emotion.h"
#include "core/infer/classifier.h"
#include "core/infer/detail/folded_network.h"
#include "core/infer/detail/make_classifier.h"
#include "core/model/detail/tensor_state.h"
#include "core/model/preprocess.h"
#include "core/model/weights_file.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <cstring>

namespace mien {

namespace {

std::vector<float> toVector(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.contiguous();
  const float* data = plain.data_ptr<float>();
  return {data, data + plain.numel()};
}

class FoldedClassifier final : public Classifier {
public:
  FoldedClassifier(detail::FoldedNetwork network, ModelInfo info)
      : m_network(std::move(network)), m_info(std::move(info)) {}

  const ModelInfo& info() const override { return m_info; }

  Predictions classify(std::span<const GrayView> faces, bool withEmbeddings) override {
    Predictions predictions;
    predictions.classes = m_info.classes();
    if (faces.empty()) {
      return predictions;
    }
    try {
      const c10::InferenceMode inference;
      at::init_num_threads(); // a thread that is new to LibTorch would otherwise use all cores for one small image
      const detail::FoldedNetwork::Answer answer = m_network(input(faces));
      predictions.logits = toVector(answer.logits);
      predictions.probabilities = toVector(torch::softmax(answer.logits, 1));
      if (withEmbeddings) {
        predictions.embeddingSize = detail::kEmbeddingSize;
        predictions.embeddings = toVector(answer.embeddings);
      }
    } catch (const c10::Error& error) {
      throw Error(ErrorKind::Internal, std::string("the network could not be run: ") + error.what_without_backtrace());
    }
    return predictions;
  }

  std::unique_ptr<Classifier> clone() const override { return std::make_unique<FoldedClassifier>(*this); }

private:
  /// [N, 3, s, s] in channels_last memory, where the three copies of a grey value stand side by side.
  torch::Tensor input(std::span<const GrayView> faces) {
    const auto side = static_cast<std::size_t>(m_info.inputSize);
    const std::size_t area = side * side;
    m_pixels.resize(area);
    torch::Tensor x = torch::empty({static_cast<std::int64_t>(faces.size()), 3, m_info.inputSize, m_info.inputSize},
                                   torch::TensorOptions().memory_format(torch::MemoryFormat::ChannelsLast));
    float* out = x.data_ptr<float>();
    for (const GrayView& face : faces) {
      preprocess(face, m_info, m_pixels);
      for (std::size_t i = 0; i < area; ++i) {
        out[0] = out[1] = out[2] = m_pixels[i];
        out += 3;
      }
    }
    return x;
  }

  detail::FoldedNetwork m_network;
  ModelInfo m_info;
  std::vector<float> m_pixels;
};

std::string firstFew(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 3; ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  return names.size() > 3 ? text + " and " + std::to_string(names.size() - 3) + " more" : text;
}

void requireComplete(const detail::LoadReport& report, const std::string& origin) {
  const auto fail = [&](const std::string& what, const std::vector<std::string>& names) {
    throw Error(ErrorKind::BadData, origin + ": the weights are not those of an EfficientNet-B3 classifier: " + what +
                                        " " + firstFew(names) +
                                        "; choose a file that Mien or torchvision's efficientnet_b3 wrote");
  };
  if (!report.missing.empty()) {
    fail("missing", report.missing);
  }
  if (!report.mismatched.empty()) {
    fail("of another shape:", report.mismatched);
  }
  if (!report.unexpected.empty()) {
    fail("unknown", report.unexpected);
  }
}

/// What a pure state dict does not say: the head shows in its names, the number of classes in its last shape.
ModelInfo guessInfo(const StateDict& state, const std::string& origin) {
  ModelInfo info;
  std::int64_t classes = 0;
  for (const NamedArray& array : state) {
    if (array.name == "classifier.1.bias" || array.name == "classifier.3.bias") {
      info.head = array.name == "classifier.3.bias" ? HeadKind::Mlp : HeadKind::Linear;
      classes = array.shape.empty() ? 0 : array.shape[0];
    }
  }
  if (classes != 7 && classes != 8) {
    throw Error(ErrorKind::BadData,
                origin + ": a state dict without Mien's description whose head does not have 7 or 8 emotions (it has " +
                    std::to_string(classes) + " outputs); train with --init to give it a head for emotions");
  }
  info.labels = emotionLabels(static_cast<int>(classes));
  return info;
}

} // namespace

std::unique_ptr<Classifier> detail::makeClassifier(const StateDict& state, const ModelInfo& info,
                                                   const std::string& origin) {
  try {
    at::set_num_threads(1);
    EfficientNetB3 model(info.classes(), info.head, Regularisation{});
    requireComplete(loadInto(*model, state), origin);
    return std::make_unique<FoldedClassifier>(FoldedNetwork(model, info.head), info);
  } catch (const c10::Error& error) {
    throw Error(ErrorKind::BadData, origin + ": the network could not be built: " + error.what_without_backtrace());
  }
}

std::unique_ptr<Classifier> loadClassifier(const std::filesystem::path& weightsFile) {
  const Weights weights = loadWeights(weightsFile);
  const ModelInfo info = weights.info ? *weights.info : guessInfo(weights.state, weightsFile.string());
  auto classifier = detail::makeClassifier(weights.state, info, weightsFile.string());
  const std::vector<std::uint8_t> grey(64 * 64, 128);
  const GrayView view{grey.data(), 64, 64, 64};
  classifier->classify(std::span(&view, 1)); // the first run is slow: kernels are made for this input size
  return classifier;
}

} // namespace mien
