#include "core/weights/detail/tensor_decoder.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <cstring>

namespace mien::detail {

namespace {

[[noreturn]] void refuse(const Message& problem) {
  throw Error(ErrorKind::BadData, Message("{problem}. Copy, download or save it again", {{"problem", problem}}));
}

void copy(const PickleTensor& tensor, const std::byte* source, std::uint64_t width, std::vector<std::byte>& out) {
  // The innermost dimensions that lie as they should are copied in one piece.
  std::size_t outer = tensor.shape.size();
  std::uint64_t block = 1;
  while (outer > 0 &&
         (tensor.shape[outer - 1] == 1 || static_cast<std::uint64_t>(tensor.strides[outer - 1]) == block)) {
    block *= static_cast<std::uint64_t>(tensor.shape[outer - 1]);
    --outer;
  }
  std::vector<std::int64_t> index(outer, 0);
  std::byte* target = out.data();
  std::byte* const end = target + out.size();
  const std::uint64_t size = block * width;
  while (target != end) {
    std::uint64_t from = 0;
    for (std::size_t i = 0; i < outer; ++i) {
      from += static_cast<std::uint64_t>(index[i] * tensor.strides[i]);
    }
    std::memcpy(target, source + from * width, size);
    target += size;
    for (std::size_t i = outer; i-- > 0;) {
      if (++index[i] < tensor.shape[i]) {
        break;
      }
      index[i] = 0;
    }
  }
}

} // namespace

NamedArray TensorDecoder::decode(const std::string& name, const PickleTensor& tensor) {
  NamedArray array;
  array.name = name;
  array.type = tensor.storage->type;
  array.shape = tensor.shape;
  const std::uint64_t width = byteSize(array.type);

  std::uint64_t count = 1;
  bool overflow = tensor.offset < 0;
  std::uint64_t last = static_cast<std::uint64_t>(tensor.offset); // index of the last element used
  for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
    if (tensor.shape[i] < 0 || tensor.strides[i] < 0) {
      refuse(Message("'{name}' has a negative size or stride", {{"name", shownText(name)}}));
    }
    const auto side = static_cast<std::uint64_t>(tensor.shape[i]);
    std::uint64_t reach = 0;
    overflow |= __builtin_mul_overflow(count, side, &count);
    overflow |= __builtin_mul_overflow(side == 0 ? 0 : side - 1, static_cast<std::uint64_t>(tensor.strides[i]), &reach);
    overflow |= __builtin_add_overflow(last, reach, &last);
  }
  std::uint64_t size = 0;
  overflow |= __builtin_mul_overflow(count, width, &size);
  if (overflow) {
    refuse(Message("'{name}' has an impossible shape", {{"name", shownText(name)}}));
  }
  if (count == 0) {
    return array;
  }
  if (last >= static_cast<std::uint64_t>(tensor.storage->count)) {
    refuse(Message("'{name}' reaches beyond its numbers", {{"name", shownText(name)}}));
  }
  const std::vector<std::byte>& source = storage(name, *tensor.storage);
  // A stride of 0 repeats numbers: a small file could ask for any amount of memory.
  m_decoded += size;
  if (m_decoded > (std::uint64_t{16} << 20U) + 2 * m_stored) {
    refuse(Message("'{name}' repeats its numbers to an absurd size", {{"name", shownText(name)}}));
  }
  array.bytes.resize(size);
  copy(tensor, source.data() + static_cast<std::uint64_t>(tensor.offset) * width, width, array.bytes);
  return array;
}

const std::vector<std::byte>& TensorDecoder::storage(const std::string& name, const PickleStorage& wanted) {
  const auto found = m_storages.find(wanted.key);
  const std::vector<std::byte>& bytes =
      found != m_storages.end()
          ? found->second
          : m_storages.emplace(wanted.key, m_readStorage(wanted.key, m_limit - m_stored)).first->second;
  if (found == m_storages.end()) {
    m_stored += bytes.size();
  }
  std::uint64_t needed = 0;
  if (__builtin_mul_overflow(static_cast<std::uint64_t>(wanted.count), std::uint64_t{byteSize(wanted.type)}, &needed) ||
      needed > bytes.size()) {
    refuse(Message("the numbers of '{name}' are cut short", {{"name", shownText(name)}}));
  }
  return bytes;
}

} // namespace mien::detail
