#include "core/model/preprocess.h"

#include "core/common/error.h"
#include "core/picture/resize.h"

#include <opencv2/core.hpp>

#include <array>
#include <string>

namespace mien {

void preprocess(const GrayView& image, const ModelInfo& info, std::span<float> out) {
  const int side = info.inputSize;
  if (image.data == nullptr || image.width <= 0 || image.height <= 0 || image.stride < image.width) {
    throw Error(ErrorKind::BadArgument, Message("The image to classify is empty. Choose another one."));
  }
  if (side <= 0 || info.mean.size() != 1 || info.deviation.size() != 1 || !(info.deviation[0] > 0.0F)) {
    throw Error(ErrorKind::BadArgument,
                Message("The model's input size, mean or deviation cannot be used. Load another model."));
  }
  if (out.size() != static_cast<std::size_t>(side) * static_cast<std::size_t>(side)) {
    throw Error(ErrorKind::BadArgument,
                Message("The room for the network input is {values} values instead of {side} x {side}.",
                        {{"values", out.size()}, {"side", side}}));
  }

  // A pixel has 256 values: a table is faster than the arithmetic and gives every path the very same numbers.
  std::array<float, 256> table;
  for (std::size_t value = 0; value < table.size(); ++value) {
    table[value] = (static_cast<float>(value) / 255.0F - info.mean[0]) / info.deviation[0];
  }

  const std::uint8_t* pixels = image.data;
  std::ptrdiff_t stride = image.stride;
  cv::Mat resized;
  if (image.width != side || image.height != side) {
    try {
      // OpenCV's header has no constant views; resize() only reads its source.
      const cv::Mat source(image.height, image.width, CV_8UC1, const_cast<std::uint8_t*>(image.data),
                           static_cast<std::size_t>(image.stride));
      resizePicture(source, resized, cv::Size(side, side));
    } catch (const cv::Exception& error) {
      throw Error(ErrorKind::Internal,
                  Message("OpenCV could not resize an image of {width} x {height} pixels: {reason}",
                          {{"width", image.width}, {"height", image.height}, {"reason", error.what()}}));
    }
    pixels = resized.data;
    stride = static_cast<std::ptrdiff_t>(resized.step[0]);
  }
  float* target = out.data();
  for (int y = 0; y < side; ++y, pixels += stride) {
    for (int x = 0; x < side; ++x) {
      *target++ = table[pixels[x]];
    }
  }
}

} // namespace mien
