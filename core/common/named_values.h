#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace mien {

/// The names of an enumeration's values, in one place for reading and for writing.
template <typename Value, std::size_t Count> using NamedValues = std::array<std::pair<std::string_view, Value>, Count>;

template <typename Value, std::size_t Count>
std::string_view nameOf(const NamedValues<Value, Count>& names, Value value) {
  for (const auto& [name, candidate] : names) {
    if (candidate == value) {
      return name;
    }
  }
  return {};
}

template <typename Value, std::size_t Count>
std::optional<Value> valueOf(const NamedValues<Value, Count>& names, std::string_view text) {
  for (const auto& [name, value] : names) {
    if (name == text) {
      return value;
    }
  }
  return std::nullopt;
}

} // namespace mien
