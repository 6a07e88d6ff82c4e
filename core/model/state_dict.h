#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mien {

enum class DType : std::uint8_t { Float32, Float64, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool };

[[nodiscard]] std::size_t byteSize(DType type);

/// A named array in row-major order: a tensor without LibTorch.
struct NamedArray {
  std::string name;
  DType type = DType::Float32;
  std::vector<std::int64_t> shape;
  std::vector<std::byte> bytes;

  [[nodiscard]] std::size_t elementCount() const;
};

/// Parameters and buffers in file order, with torchvision's names ("features.0.0.weight", ...).
using StateDict = std::vector<NamedArray>;

} // namespace mien
