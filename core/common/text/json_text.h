#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace mien {

// JSON that holds names of files. A name is any bytes, JSON is UTF-8: the library throws where it is asked to write
// anything else, and that after the work is done. Any thread.

/// For programs to read: bytes that are no UTF-8 become U+FFFD. One line; indented where `indent` is not negative.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& json, int indent = -1);

/// For Mien to read again without loss: json[key] is the name where it is UTF-8, otherwise it is the name as people are
/// shown it, and json[key + "_bytes"] its bytes in hexadecimal digits.
void putName(nlohmann::ordered_json& json, std::string_view key, std::string_view name);

/// The name back from what putName() has put. Where somebody has changed the text since, the text counts. Empty where
/// there is no such text.
[[nodiscard]] std::string takeName(const nlohmann::json& json, std::string_view key);

} // namespace mien
