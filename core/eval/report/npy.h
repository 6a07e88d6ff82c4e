#pragma once

#include <cstddef>
#include <string>

namespace mien {

/// Header of a NPY 1.0 file (numpy.lib.format) that holds rows x columns little-endian float32, row by row; the numbers
/// follow it. Its length is a multiple of 64 bytes.
[[nodiscard]] std::string npyHeader(std::size_t rows, std::size_t columns);

} // namespace mien
