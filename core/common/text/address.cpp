#include "core/common/text/address.h"

#include "core/common/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mien {

namespace {

constexpr std::string_view kScheme = "://";

bool namesSecret(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kParts{"pass", "pwd",  "psw",       "secret",   "token",
                                                          "auth", "cred", "signature", "sessionid"};
  static constexpr std::array<std::string_view, 3> kEnds{"key", "sig", "sid"};
  const std::string lower = asciiLower(name);
  return std::ranges::any_of(kParts, [&](auto part) { return lower.find(part) != std::string::npos; }) ||
         std::ranges::any_of(kEnds, [&](auto end) { return lower.ends_with(end); });
}

/// "user=a" of "user=a", "user=" of "user=a_password=b", nothing of "token=c".
std::string_view publicPart(std::string_view parameter) {
  for (std::size_t name = 0, equals = parameter.find('='); equals != std::string_view::npos;
       name = equals + 1, equals = parameter.find('=', name)) {
    if (namesSecret(parameter.substr(name, equals - name))) {
      return parameter.substr(0, name);
    }
  }
  return parameter;
}

/// Cameras take their parameters behind "?", and some of them in the path ("/user=admin&password=x&channel=1").
std::string withoutSecrets(std::string_view text) {
  constexpr std::string_view kSeparators = "&;/?#";
  std::string kept;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find_first_of(kSeparators), text.size());
    const std::string_view part = publicPart(text.substr(0, size));
    kept += part;
    const bool gone = part.empty() && size > 0;
    text.remove_prefix(size);
    if (gone && !text.empty() && (text.front() == '&' || text.front() == ';')) {
      text.remove_prefix(1); // one of the two separators
    } else if (gone && !kept.empty() && kept.back() != '/') {
      kept.pop_back();
    }
    if (!text.empty() && !gone) {
      kept += text.front();
      text.remove_prefix(1);
    }
  }
  return kept;
}

} // namespace

bool isAddress(std::string_view text) {
  const std::size_t end = text.find(kScheme);
  return end != std::string_view::npos && end > 0 && isAsciiLetter(text.front()) &&
         std::ranges::all_of(text.substr(0, end), [](char letter) {
           return isAsciiLetter(letter) || isAsciiDigit(letter) || letter == '+' || letter == '-' || letter == '.';
         });
}

std::string withoutPassword(std::string_view address) {
  if (!isAddress(address)) {
    return std::string(address);
  }
  const std::size_t host = address.find(kScheme) + kScheme.size();
  std::size_t path = std::min(address.find_first_of("/?#", host), address.size());
  std::size_t at = address.substr(0, path).rfind('@');
  if (at == std::string_view::npos || at < host) { // a "/", "?" or "#" in a password that was not escaped?
    const std::size_t colon = address.substr(0, path).find(':', host);
    const std::size_t later = address.rfind('@');
    const bool port = colon != std::string_view::npos && colon + 1 < path &&
                      std::ranges::all_of(address.substr(colon + 1, path - colon - 1), &isAsciiDigit);
    if (colon != std::string_view::npos && !port && later != std::string_view::npos && later > path) {
      at = later;
      path = std::min(address.find_first_of("/?#", at), address.size());
    }
  }
  const std::size_t from = at == std::string_view::npos || at < host ? host : at + 1;
  return std::string(address.substr(0, host)) + std::string(address.substr(from, path - from)) +
         withoutSecrets(address.substr(path));
}

} // namespace mien
