#include "core/common/text/numbers.h"

#include "core/common/text/ascii.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mien {

namespace {

// Room for the longest of doubles: 309 digits before the point.
using Digits = std::array<char, 512>;

std::string_view withoutPlus(std::string_view text) {
  // from_chars takes no plus sign; a minus behind it would slip through.
  return text.size() > 1 && text[0] == '+' && text[1] != '-' ? text.substr(1) : text;
}

template <typename Real> std::string shortest(Real value) {
  Digits text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

} // namespace

std::string fixedNumber(double value, int digits) {
  Digits text{};
  return {text.data(),
          std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits).ptr};
}

std::string scientificNumber(double value, int digits) {
  Digits text{};
  return {text.data(),
          std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, digits).ptr};
}

std::string shortestNumber(double value) { return shortest(value); }
std::string shortestNumber(float value) { return shortest(value); }

std::optional<double> parseReal(std::string_view text) {
  text = withoutPlus(trimmed(text));
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  // from_chars reads "nan" and "inf", too.
  if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<long long> parseInteger(std::string_view text) {
  text = withoutPlus(trimmed(text));
  long long value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

} // namespace mien
