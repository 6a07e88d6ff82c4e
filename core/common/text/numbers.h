#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mien {

// Numbers in files and in output for programs: always with a point, whatever the locale of the user says. Everything
// that is written to be read again goes through here (or through nlohmann::json, which does the same). Any thread.

/// `digits` places behind the point: 0.25, 2 -> "0.25". "nan", "inf" and "-inf" for what is no number.
[[nodiscard]] std::string fixedNumber(double value, int digits);

/// One place before the point, `digits` behind it: 0.00125, 2 -> "1.25e-03".
[[nodiscard]] std::string scientificNumber(double value, int digits);

/// The fewest digits that give the same value when read again: 0.1 -> "0.1".
[[nodiscard]] std::string shortestNumber(double value);
[[nodiscard]] std::string shortestNumber(float value); ///< fewer digits than those of the same value as a double

/// The number that the whole text states, blanks around it allowed; a sign, a point and an exponent are understood.
/// Nothing for anything else: an empty text, "1,5", "1.5 px", "0x10", "nan", "inf".
[[nodiscard]] std::optional<double> parseReal(std::string_view text);

/// The whole number that the whole text states, blanks around it allowed; nothing for anything else ("3.0", "1e3") or
/// what long long cannot hold.
[[nodiscard]] std::optional<long long> parseInteger(std::string_view text);

} // namespace mien
