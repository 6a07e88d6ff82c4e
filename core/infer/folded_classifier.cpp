#include "core/common/error.h"
#include "core/common/softmax.h"
#include "core/common/text/shown_text.h"
#include "core/infer/classifier.h"
#include "core/infer/detail/fold.h"
#include "core/infer/make_classifier.h"
#include "core/model/network/tensor_state.h"
#include "core/model/preprocess.h"
#include "core/model/weights_file.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace mien {

namespace {

/// Images that go through the network together: enough to use each weight several times while it is in the cache, few
/// enough for the maps to stay there too.
constexpr std::size_t kBatchPixels = std::size_t{8} * 48 * 48;

class FoldedClassifier final : public Classifier {
public:
  FoldedClassifier(std::shared_ptr<const detail::FoldedNetwork> network, ModelInfo info)
      : m_network(std::move(network)), m_info(std::move(info)) {}

  const ModelInfo& info() const override { return m_info; }

  Predictions classify(std::span<const GrayView> faces, bool withEmbeddings) override {
    Predictions predictions;
    predictions.classes = m_info.classes();
    predictions.embeddingSize = withEmbeddings && !faces.empty() ? detail::kEmbeddingSize : 0;
    const std::size_t area = static_cast<std::size_t>(m_info.inputSize) * static_cast<std::size_t>(m_info.inputSize);
    const std::size_t batch = std::max<std::size_t>(1, kBatchPixels / area);
    for (std::size_t begin = 0; begin < faces.size(); begin += batch) {
      classifyFew(faces.subspan(begin, std::min(batch, faces.size() - begin)), predictions);
    }
    predictions.probabilities.resize(predictions.logits.size());
    const auto classes = static_cast<std::size_t>(predictions.classes);
    for (std::size_t row = 0; row < predictions.logits.size(); row += classes) {
      const Softmax softmax(std::span(std::as_const(predictions.logits)).subspan(row, classes), m_info.temperature);
      for (std::size_t c = 0; c < classes; ++c) {
        predictions.probabilities[row + c] = static_cast<float>(softmax.probability(c));
      }
    }
    return predictions;
  }

  Heatmap gradCam(const GrayView& face, int label) override {
    if (label < 0 || label >= m_info.classes()) {
      throw Error(ErrorKind::BadArgument, Message("the model has no class number {label}; it has {classes}",
                                                  {{"label", label}, {"classes", m_info.classes()}}));
    }
    const auto side = static_cast<std::size_t>(m_info.inputSize);
    m_pixels.resize(side * side);
    preprocess(face, m_info, m_pixels);
    const auto map = m_network->classMap(m_pixels.data(), m_info.inputSize, label, m_buffers);
    return makeHeatmap(map.values, static_cast<int>(map.side), m_info.inputSize, label);
  }

  std::unique_ptr<Classifier> clone() const override { return std::make_unique<FoldedClassifier>(m_network, m_info); }

private:
  void classifyFew(std::span<const GrayView> faces, Predictions& predictions) {
    const std::size_t area = static_cast<std::size_t>(m_info.inputSize) * static_cast<std::size_t>(m_info.inputSize);
    m_pixels.resize(faces.size() * area);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      preprocess(faces[i], m_info, std::span(m_pixels).subspan(i * area, area));
    }
    const auto output =
        (*m_network)(m_pixels.data(), static_cast<std::int64_t>(faces.size()), m_info.inputSize, m_buffers);
    predictions.logits.insert(predictions.logits.end(), output.logits.begin(), output.logits.end());
    if (predictions.embeddingSize > 0) {
      predictions.embeddings.insert(predictions.embeddings.end(), output.embeddings.begin(), output.embeddings.end());
    }
  }

  std::shared_ptr<const detail::FoldedNetwork> m_network;
  ModelInfo m_info;
  std::vector<float> m_pixels;
  detail::FoldedNetwork::Buffers m_buffers;
};

std::string firstFew(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 3; ++i) {
    text += (i == 0 ? "" : ", ") + shownText(names[i].substr(0, 80));
  }
  return names.size() > 3 ? text + " and " + std::to_string(names.size() - 3) + " more" : text;
}

void requireComplete(const detail::LoadReport& report, const std::string& origin) {
  const auto fail = [&](const Message& what, const std::vector<std::string>& names) {
    throw Error(ErrorKind::BadData,
                Message("{origin}: the weights are not those of an EfficientNet-B3 classifier: {what} {names}; "
                        "choose a file that Mien or torchvision's efficientnet_b3 wrote",
                        {{"origin", origin}, {"what", what}, {"names", firstFew(names)}}));
  };
  if (!report.missing.empty()) {
    fail(Message("missing"), report.missing);
  }
  if (!report.mismatched.empty()) {
    fail(Message("of another shape or type:"), report.mismatched);
  }
  if (!report.unexpected.empty()) {
    fail(Message("unknown"), report.unexpected);
  }
}

} // namespace

Heatmap Classifier::gradCam(const GrayView& /*face*/, int /*label*/) {
  throw Error(ErrorKind::BadArgument, Message("this model cannot be looked into; choose one of Mien's"));
}

std::unique_ptr<Classifier> detail::makeClassifier(const StateDict& state, const ModelInfo& info,
                                                   const std::string& origin) {
  try {
    EfficientNetB3 model(info.classes(), info.head, Regularisation{});
    requireComplete(loadInto(*model, state), origin);
    return std::make_unique<FoldedClassifier>(std::make_shared<const FoldedNetwork>(foldNetwork(model)), info);
  } catch (const c10::Error& error) {
    throw Error(ErrorKind::BadData, Message("{origin}: the network could not be built: {reason}",
                                            {{"origin", origin}, {"reason", error.what_without_backtrace()}}));
  }
}

std::unique_ptr<Classifier> loadClassifier(const std::filesystem::path& weightsFile, const ModelHints& hints) {
  const Weights weights = loadWeights(weightsFile);
  const ModelInfo info = resolveModelInfo(weights, hints, weightsFile);
  const std::string origin = shownPath(weightsFile);
  if (const auto name = firstNotFinite(weights.state)) {
    throw Error(ErrorKind::BadData, Message("{origin}: the weights '{name}' are not finite numbers; their training "
                                            "failed or the file is damaged. Choose another one",
                                            {{"origin", origin}, {"name", shownText(*name)}}));
  }
  auto classifier = detail::makeClassifier(weights.state, info, origin);
  const std::vector<std::uint8_t> grey(64 * 64, 128);
  const GrayView view{grey.data(), 64, 64, 64};
  // The first call pays for the memory that the later ones reuse, and shows whether the weights make sense.
  const Predictions grey64 = classifier->classify(std::span(&view, 1));
  if (!std::all_of(grey64.logits.begin(), grey64.logits.end(), [](float logit) { return std::isfinite(logit); })) {
    throw Error(ErrorKind::BadData, Message("{origin}: the network answers with numbers that are not finite; its "
                                            "training failed or the file is damaged. Choose another one",
                                            {{"origin", origin}}));
  }
  return classifier;
}

} // namespace mien
