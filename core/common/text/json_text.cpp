#include "core/common/text/json_text.h"

#include "core/common/text/shown_text.h"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace mien {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string bytesKey(std::string_view key) { return std::string(key) + "_bytes"; }

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char letter : bytes) {
    const auto byte = static_cast<std::uint8_t>(letter);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

/// Empty where the text is not what hexadecimal() makes.
std::string bytesOf(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const auto high = kDigits.find(text[i]);
    const auto low = kDigits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) {
      return {};
    }
    bytes += static_cast<char>(high << 4U | low);
  }
  return bytes;
}

} // namespace

std::string jsonText(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void putName(nlohmann::ordered_json& json, std::string_view key, std::string_view name) {
  if (isUtf8(name)) {
    json[std::string(key)] = name;
  } else {
    json[std::string(key)] = shownText(name);
    json[bytesKey(key)] = hexadecimal(name);
  }
}

std::string takeName(const nlohmann::json& json, std::string_view key) {
  const auto text = json.find(std::string(key));
  if (text == json.end() || !text->is_string()) {
    return {};
  }
  const std::string& shown = text->get_ref<const std::string&>();
  const auto hex = json.find(bytesKey(key));
  if (hex != json.end() && hex->is_string()) {
    std::string bytes = bytesOf(hex->get_ref<const std::string&>());
    if (!bytes.empty() && shownText(bytes) == shown) {
      return bytes;
    }
  }
  return shown;
}

} // namespace mien
