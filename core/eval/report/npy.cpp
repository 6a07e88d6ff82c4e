#include "core/eval/report/npy.h"

#include <bit>

namespace mien {

static_assert(std::endian::native == std::endian::little, "the numbers are written as they lie in memory");

std::string npyHeader(std::size_t rows, std::size_t columns) {
  using namespace std::string_literals;
  constexpr std::size_t kPrefix = 10; // magic, version, and two bytes for the length of what follows
  constexpr std::size_t kAlignment = 64;
  std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", " +
                     std::to_string(columns) + "), }";
  text.append((2 * kAlignment - 1 - (kPrefix + text.size()) % kAlignment) % kAlignment, ' ');
  text += '\n';
  return "\x93NUMPY\x01\x00"s + static_cast<char>(text.size() & 0xFF) + static_cast<char>(text.size() >> 8) + text;
}

} // namespace mien
