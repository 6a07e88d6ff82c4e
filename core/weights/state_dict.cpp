#include "core/weights/state_dict.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <opencv2/core/mat.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace mien {

namespace {

template <typename Stored, typename Convert> std::vector<float> convertAll(const NamedArray& array, Convert convert) {
  std::vector<float> values(array.elementCount());
  const std::byte* source = array.bytes.data();
  for (float& value : values) {
    Stored stored;
    std::memcpy(&stored, source, sizeof stored);
    source += sizeof stored;
    value = convert(stored);
  }
  return values;
}

template <typename Stored> std::vector<float> castAll(const NamedArray& array) {
  return convertAll<Stored>(array, [](Stored stored) { return static_cast<float>(stored); });
}

std::vector<float> fromHalf(const NamedArray& array) {
  std::vector<float> values(array.elementCount());
  if (!values.empty()) {
    const auto count = static_cast<int>(values.size());
    const cv::Mat from(1, count, CV_16F, const_cast<std::byte*>(array.bytes.data())); // only read
    cv::Mat to(1, count, CV_32F, values.data());
    from.convertTo(to, CV_32F);
  }
  return values;
}

float bfloat16ToFloat(std::uint16_t stored) { return std::bit_cast<float>(static_cast<std::uint32_t>(stored) << 16U); }

} // namespace

std::size_t byteSize(DType type) {
  switch (type) {
  case DType::Float64:
  case DType::Int64:
    return 8;
  case DType::Float32:
  case DType::Int32:
    return 4;
  case DType::Float16:
  case DType::BFloat16:
  case DType::Int16:
    return 2;
  case DType::Int8:
  case DType::UInt8:
  case DType::Bool:
    return 1;
  }
  throw Error(ErrorKind::Internal, Message("Unknown element type. Please report this as a fault of Mien."));
}

std::string_view dtypeName(DType type) {
  switch (type) {
  case DType::Float32:
    return "float32";
  case DType::Float64:
    return "float64";
  case DType::Float16:
    return "float16";
  case DType::BFloat16:
    return "bfloat16";
  case DType::Int64:
    return "int64";
  case DType::Int32:
    return "int32";
  case DType::Int16:
    return "int16";
  case DType::Int8:
    return "int8";
  case DType::UInt8:
    return "uint8";
  case DType::Bool:
    return "bool";
  }
  throw Error(ErrorKind::Internal, Message("Unknown element type. Please report this as a fault of Mien."));
}

std::size_t NamedArray::elementCount() const {
  std::size_t count = 1;
  for (const std::int64_t side : shape) {
    if (side < 0 || __builtin_mul_overflow(count, static_cast<std::size_t>(side), &count)) {
      throw Error(ErrorKind::BadData,
                  Message("The shape of '{name}' is impossible. The array is damaged.", {{"name", shownText(name)}}));
    }
  }
  return count;
}

std::vector<float> toFloat(const NamedArray& array) {
  std::size_t needed = 0;
  if (__builtin_mul_overflow(array.elementCount(), byteSize(array.type), &needed) || needed != array.bytes.size()) {
    throw Error(ErrorKind::BadData,
                Message("'{name}' holds {bytes} bytes, which does not fit its shape. The array is damaged.",
                        {{"name", shownText(array.name)}, {"bytes", array.bytes.size()}}));
  }
  switch (array.type) {
  case DType::Float32: {
    std::vector<float> values(array.elementCount());
    if (!values.empty()) {
      std::memcpy(values.data(), array.bytes.data(), needed);
    }
    return values;
  }
  case DType::Float64:
    return castAll<double>(array);
  case DType::Float16:
    return fromHalf(array);
  case DType::BFloat16:
    return convertAll<std::uint16_t>(array, bfloat16ToFloat);
  case DType::Int64:
    return castAll<std::int64_t>(array);
  case DType::Int32:
    return castAll<std::int32_t>(array);
  case DType::Int16:
    return castAll<std::int16_t>(array);
  case DType::Int8:
    return castAll<std::int8_t>(array);
  case DType::UInt8:
    return castAll<std::uint8_t>(array);
  case DType::Bool:
    // Not read as bool: a byte other than 0 and 1 would be undefined behaviour.
    return convertAll<std::uint8_t>(array, [](std::uint8_t stored) { return stored != 0 ? 1.0F : 0.0F; });
  }
  throw Error(ErrorKind::Internal, Message("Unknown element type. Please report this as a fault of Mien."));
}

std::optional<std::string> firstNotFinite(const StateDict& state) {
  for (const NamedArray& array : state) {
    const std::vector<float> values = toFloat(array);
    if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); })) {
      return array.name;
    }
  }
  return std::nullopt;
}

StateDict toHalf(const StateDict& state) {
  StateDict halved;
  for (const NamedArray& array : state) {
    if (array.shape.size() < 2 || (array.type != DType::Float32 && array.type != DType::Float64)) {
      halved.push_back(array);
      continue;
    }
    std::vector<float> values = toFloat(array);
    NamedArray& half = halved.emplace_back(NamedArray{array.name, DType::Float16, array.shape, {}});
    half.bytes.resize(values.size() * byteSize(DType::Float16));
    if (std::ranges::any_of(values, [](float value) { return !(std::abs(value) <= 65504.0F); })) {
      throw Error(ErrorKind::BadData,
                  Message("'{name}' holds a number that half precision cannot; keep the weights in single precision.",
                          {{"name", shownText(array.name)}}));
    }
    if (!values.empty()) {
      const cv::Mat from(1, static_cast<int>(values.size()), CV_32F, values.data());
      cv::Mat to(1, static_cast<int>(values.size()), CV_16F, half.bytes.data());
      from.convertTo(to, CV_16F);
    }
  }
  return halved;
}

} // namespace mien
