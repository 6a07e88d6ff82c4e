#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

enum class DType : std::uint8_t { Float32, Float64, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool };

[[nodiscard]] std::size_t byteSize(DType type);
[[nodiscard]] std::string_view dtypeName(DType type); ///< as Python writes it: "float32", "bool", ...

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

/// The values as float, in the same order; 64-bit types are rounded. Throws Error (BadData) where `bytes` does not hold
/// elementCount() values.
[[nodiscard]] std::vector<float> toFloat(const NamedArray& array);

/// The name of the first array that holds a number which is none (NaN) or is infinite; nothing where all are finite.
[[nodiscard]] std::optional<std::string> firstNotFinite(const StateDict& state);

/// The same parameters in half the room: matrices and kernels become Float16, rounded to the nearest, and vectors
/// (norms, biases), which are few and matter most, stay as they are. Throws Error (BadData) for a weight beyond half
/// precision's range of 65504.
[[nodiscard]] StateDict toHalf(const StateDict& state);

} // namespace mien
