// For tests/python/torchvision_parity.py, raw float files in row-major order:
//   parity_tool run WEIGHTS INPUT N SIZE LOGITS   both networks' logits, one after the other, of N grey x 3 images
//   parity_tool init WEIGHTS linear|mlp SEED      a fresh network
#include "core/data/emotion.h"
#include "core/infer/detail/fold.h"
#include "core/model/network/efficientnet.h"
#include "core/model/network/tensor_state.h"
#include "core/model/weights_file.h"

#include <fstream>
#include <iostream>

namespace mien {
namespace {

detail::EfficientNetB3 makeModel(HeadKind head) { return detail::EfficientNetB3(8, head, detail::Regularisation{}); }

int run(char** arguments) {
  const Weights weights = loadWeights(arguments[2]);
  const bool mlp = std::any_of(weights.state.begin(), weights.state.end(),
                               [](const NamedArray& array) { return array.name == "classifier.3.weight"; });
  const HeadKind head = mlp ? HeadKind::Mlp : HeadKind::Linear;
  detail::EfficientNetB3 model = makeModel(head);
  const detail::LoadReport report = detail::loadInto(*model, weights.state);
  if (!report.missing.empty() || !report.unexpected.empty() || !report.mismatched.empty()) {
    std::cerr << "the names or shapes differ from torchvision's\n";
    return 1;
  }
  model->eval();
  const std::int64_t count = std::stoll(arguments[4]);
  const std::int64_t size = std::stoll(arguments[5]);
  torch::Tensor x = torch::empty({count, 3, size, size});
  std::ifstream(arguments[3], std::ios::binary)
      .read(static_cast<char*>(x.data_ptr()), static_cast<std::streamsize>(x.nbytes()));
  const torch::NoGradGuard noGrad;
  x = x.contiguous(torch::MemoryFormat::ChannelsLast);
  std::ofstream out(arguments[6], std::ios::binary);
  const torch::Tensor training = model->forward(x).contiguous();
  out.write(static_cast<const char*>(training.data_ptr()), static_cast<std::streamsize>(training.nbytes()));
  const torch::Tensor grey = x.select(1, 0).contiguous();
  detail::FoldedNetwork::Buffers buffers;
  const auto folded =
      detail::FoldedNetwork(detail::foldNetwork(model))(grey.data_ptr<float>(), count, size, buffers).logits;
  out.write(reinterpret_cast<const char*>(folded.data()), static_cast<std::streamsize>(folded.size() * sizeof(float)));
  return out ? 0 : 1;
}

int init(char** arguments) {
  ModelInfo info;
  info.labels = emotionLabels(8);
  info.head = parseHead(arguments[3]).value();
  detail::EfficientNetB3 model = makeModel(info.head);
  model->initialise(std::stoull(arguments[4]));
  saveWeights(arguments[2], detail::stateOf(*model), info);
  return 0;
}

} // namespace
} // namespace mien

int main(int count, char** arguments) {
  try {
    const std::string_view what = count > 1 ? arguments[1] : "";
    if (what == "run" && count == 7) {
      return mien::run(arguments);
    }
    if (what == "init" && count == 5) {
      return mien::init(arguments);
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 2;
}
