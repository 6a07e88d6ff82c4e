#include "core/weights/detail/pickle/pickle_writer.h"

#include "core/common/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <string_view>

namespace mien::detail {

namespace {

using namespace std::string_view_literals;

std::string_view storageName(DType type) {
  switch (type) {
  case DType::Float32:
    return "FloatStorage";
  case DType::Float64:
    return "DoubleStorage";
  case DType::Float16:
    return "HalfStorage";
  case DType::BFloat16:
    return "BFloat16Storage";
  case DType::Int64:
    return "LongStorage";
  case DType::Int32:
    return "IntStorage";
  case DType::Int16:
    return "ShortStorage";
  case DType::Int8:
    return "CharStorage";
  case DType::UInt8:
    return "ByteStorage";
  case DType::Bool:
    return "BoolStorage";
  }
  throw Error(ErrorKind::Internal, Message("Unknown element type. Please report this as a fault of Mien."));
}

void collectReals(const nlohmann::json& json, std::vector<double>& reals) {
  if (json.is_number_float()) {
    reals.push_back(json.get<double>());
  } else if (json.is_structured()) {
    for (const nlohmann::json& item : json) {
      collectReals(item, reals);
    }
  }
}

bool isListOfReals(const nlohmann::json& json) {
  return json.is_array() && !json.empty() &&
         std::all_of(json.begin(), json.end(), [](const nlohmann::json& item) { return item.is_number_float(); });
}

std::vector<std::int64_t> rowMajorStrides(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> strides(shape.size());
  std::int64_t step = 1;
  for (std::size_t i = shape.size(); i-- > 0;) {
    strides[i] = step;
    step *= std::max<std::int64_t>(shape[i], 1); // as torch does for empty tensors
  }
  return strides;
}

/// One storage beside the pickle.
struct Storage {
  DType type = DType::Float32;
  std::size_t key = 0;
  std::size_t count = 0; ///< elements
};

class Writer {
public:
  Writer(const StateDict& state, const nlohmann::json& meta) {
    collectReals(meta, m_reals);
    m_out += "\x80\x02}("sv;
    text("model");
    emptyOrderedDict();
    m_out += '(';
    for (std::size_t i = 0; i < state.size(); ++i) {
      text(state[i].name);
      tensor({state[i].type, i, state[i].elementCount()}, 0, state[i].shape);
    }
    m_out += 'u';
    text("meta");
    m_metaStorage = {DType::Float64, state.size(), m_reals.size()};
    json(meta);
    m_out += "u.";
  }

  WrittenPickle finish() { return {std::move(m_out), std::move(m_reals)}; }

private:
  void global(std::string_view module, std::string_view name) {
    m_out.append("c").append(module).append("\n").append(name).append("\n");
  }

  void text(std::string_view value) {
    m_out += 'X';
    little(value.size(), 4);
    m_out += value;
  }

  void integer(std::int64_t value) {
    if (value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max()) {
      m_out += 'J';
      little(static_cast<std::uint64_t>(value), 4);
    } else {
      m_out += "\x8a\x08"sv;
      little(static_cast<std::uint64_t>(value), 8);
    }
  }

  void integers(const std::vector<std::int64_t>& values) {
    m_out += '(';
    for (const std::int64_t value : values) {
      integer(value);
    }
    m_out += 't';
  }

  void emptyOrderedDict() {
    global("collections", "OrderedDict");
    m_out += ")R";
  }

  void tensor(const Storage& storage, std::size_t offset, const std::vector<std::int64_t>& shape) {
    global("torch._utils", "_rebuild_tensor_v2");
    m_out += "((";
    text("storage");
    global("torch", storageName(storage.type));
    text(std::to_string(storage.key));
    text("cpu");
    integer(static_cast<std::int64_t>(storage.count));
    m_out += "tQ";
    integer(static_cast<std::int64_t>(offset));
    integers(shape);
    integers(rowMajorStrides(shape));
    m_out += '\x89'; // requires_grad: False
    emptyOrderedDict();
    m_out += "tR";
  }

  /// The next real numbers of the description, in collectReals()'s order.
  void reals(std::size_t count, const std::vector<std::int64_t>& shape) {
    tensor(m_metaStorage, m_realsWritten, shape);
    m_realsWritten += count;
  }

  void json(const nlohmann::json& value) {
    if (value.is_string()) {
      text(value.get_ref<const std::string&>());
    } else if (value.is_number_integer()) {
      integer(value.get<std::int64_t>());
    } else if (value.is_number_float()) {
      reals(1, {});
    } else if (isListOfReals(value)) {
      reals(value.size(), {static_cast<std::int64_t>(value.size())});
    } else if (value.is_array()) {
      m_out += "](";
      for (const nlohmann::json& item : value) {
        json(item);
      }
      m_out += 'e';
    } else if (value.is_object()) {
      m_out += "}(";
      for (const auto& [key, item] : value.items()) {
        text(key);
        json(item);
      }
      m_out += 'u';
    } else {
      throw Error(
          ErrorKind::Internal,
          Message("A model's description holds a value of an unknown kind. Please report this as a fault of Mien."));
    }
  }

  void little(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      m_out += static_cast<char>(value >> (8 * i) & 0xffU);
    }
  }

  std::string m_out;
  std::vector<double> m_reals;
  std::size_t m_realsWritten = 0;
  Storage m_metaStorage;
};

} // namespace

WrittenPickle writePickle(const StateDict& state, const nlohmann::json& meta) { return Writer(state, meta).finish(); }

} // namespace mien::detail
