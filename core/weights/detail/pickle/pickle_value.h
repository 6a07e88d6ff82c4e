#pragma once

#include "core/weights/state_dict.h"

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mien::detail {

struct PickleValue;

struct PickleNone {};

struct PickleList {
  std::vector<PickleValue*> items;
};

struct PickleTuple {
  std::vector<PickleValue*> items;
};

struct PickleDict {
  std::vector<std::pair<PickleValue*, PickleValue*>> items; ///< in file order; a key may occur twice
};

/// What a file may call.
enum class PickleFunction : std::uint8_t {
  OrderedDict,
  DefaultDict,
  RebuildTensor,
  RebuildParameter,
  RebuildFromType,
  Size
};

/// A class that state dicts have no use for, or an object of it: an optimizer's settings, say. Only its name is kept.
struct PickleForeign {
  std::string name;
};

/// A torch.FloatStorage and so on: stands for the type of its elements.
struct PickleStorageType {
  DType type = DType::Float32;
};

/// A block of numbers that lies beside the pickle under `key`.
struct PickleStorage {
  DType type = DType::Float32;
  std::string key;
  std::int64_t count = 0; ///< elements, as the pickle claims
};

/// A view into a storage, as the pickle claims it: not checked against the storage's size.
struct PickleTensor {
  const PickleStorage* storage = nullptr;
  std::int64_t offset = 0; ///< in elements
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> strides; ///< in elements, as many as `shape` has
};

struct PickleValue {
  std::variant<PickleNone, bool, std::int64_t, double, std::string, PickleList, PickleTuple, PickleDict, PickleFunction,
               PickleForeign, PickleStorageType, PickleStorage, PickleTensor>
      data;

  template <typename T> [[nodiscard]] const T* as() const { return std::get_if<T>(&data); }
  template <typename T> [[nodiscard]] T* as() { return std::get_if<T>(&data); }
};

/// Owns the values. They may refer to each other in circles: walk them with a bound on depth and number.
struct Pickle {
  std::deque<PickleValue> values;
  PickleValue* root = nullptr;
};

} // namespace mien::detail
