#include "core/model/detail/pickle_writer.h"

#include "core/common/error.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <limits>
#include <vector>

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
  throw Error(ErrorKind::Internal, "Unknown element type. Please report this as a fault of Mien.");
}

class Writer {
public:
  std::string finish() {
    m_out += '.';
    return std::move(m_out);
  }

  void code(std::string_view opcodes) { m_out += opcodes; }

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

  void real(double value) {
    m_out += 'G';
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      m_out += static_cast<char>(bits >> shift & 0xffU);
    }
  }

  void integers(const std::vector<std::int64_t>& values) {
    m_out += '(';
    for (const std::int64_t value : values) {
      integer(value);
    }
    m_out += 't';
  }

  void json(const nlohmann::json& value) {
    if (value.is_string()) {
      text(value.get_ref<const std::string&>());
    } else if (value.is_number_integer()) {
      integer(value.get<std::int64_t>());
    } else if (value.is_number()) {
      real(value.get<double>());
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
      throw Error(ErrorKind::Internal,
                  "A model's description holds a value of an unknown kind. Please report this as a "
                  "fault of Mien.");
    }
  }

private:
  void little(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      m_out += static_cast<char>(value >> (8 * i) & 0xffU);
    }
  }

  std::string m_out;
};

std::vector<std::int64_t> rowMajorStrides(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> strides(shape.size());
  std::int64_t step = 1;
  for (std::size_t i = shape.size(); i-- > 0;) {
    strides[i] = step;
    step *= std::max<std::int64_t>(shape[i], 1); // as torch does for empty tensors
  }
  return strides;
}

void emptyOrderedDict(Writer& writer) {
  writer.global("collections", "OrderedDict");
  writer.code(")R");
}

void tensor(Writer& writer, const NamedArray& array, std::size_t key) {
  writer.global("torch._utils", "_rebuild_tensor_v2");
  writer.code("((");
  writer.text("storage");
  writer.global("torch", storageName(array.type));
  writer.text(std::to_string(key));
  writer.text("cpu");
  writer.integer(static_cast<std::int64_t>(array.elementCount()));
  writer.code("tQ");
  writer.integer(0);
  writer.integers(array.shape);
  writer.integers(rowMajorStrides(array.shape));
  writer.code("\x89"sv); // requires_grad: False
  emptyOrderedDict(writer);
  writer.code("tR");
}

} // namespace

std::string writePickle(const StateDict& state, const nlohmann::json& meta) {
  Writer writer;
  writer.code("\x80\x02}("sv);
  writer.text("model");
  emptyOrderedDict(writer);
  writer.code("(");
  for (std::size_t i = 0; i < state.size(); ++i) {
    writer.text(state[i].name);
    tensor(writer, state[i], i);
  }
  writer.code("u");
  writer.text("meta");
  writer.json(meta);
  writer.code("u");
  return writer.finish();
}

} // namespace mien::detail
