#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace mien {

/// A sentence for people, kept as its English text and the values in it, so that an interface can say it in another
/// language: the text is what a translation is looked up by, and the values are put into that.
///
///     Message("There is no file '{file}'. Check the path.", {{"file", shownPath(file)}})
///
/// The text is a literal, whole sentences or clauses; a name in braces stands for a value and may occur again. The
/// texts of a program are collected by their literal after `Message(`.
class Message {
public:
  struct Real {
    double value;
    int decimals; ///< behind the point, or as many as the value needs if negative
  };
  /// Texts are said as they are; a Message among the values is translated, too.
  class Value {
  public:
    Value(std::string text) : m_value(std::move(text)) {}
    Value(std::string_view text) : m_value(std::string(text)) {}
    Value(const char* text) : m_value(std::string(text)) {}
    Value(Real number) : m_value(number) {}
    Value(const Message& message);
    // No concept: moc, which reads this for Qt, does not know them.
    template <typename Number, std::enable_if_t<std::is_integral_v<Number>, int> = 0>
    Value(Number number) : m_value(static_cast<std::int64_t>(number)) {}
    Value(bool) = delete;
    Value(char) = delete;

    /// Calls `visit` with a std::string, a std::int64_t, a Real or a Message.
    template <typename Visitor> auto visit(Visitor&& visitor) const {
      return std::visit(
          [&](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::shared_ptr<const Message>>) {
              return visitor(*value);
            } else {
              return visitor(value);
            }
          },
          m_value);
    }

  private:
    std::variant<std::string, std::int64_t, Real, std::shared_ptr<const Message>> m_value;
  };
  struct Named {
    std::string name;
    Value value;
  };

  explicit Message(const char* text = "", std::initializer_list<Named> values = {});
  /// A text that cannot be translated: of a library, of the system, of a file.
  [[nodiscard]] static Message verbatim(std::string text);

  [[nodiscard]] const std::string& text() const noexcept { return m_text; } ///< English, with names in braces
  [[nodiscard]] const std::vector<Named>& values() const noexcept { return m_values; }
  [[nodiscard]] bool empty() const noexcept { return m_text.empty(); }
  [[nodiscard]] std::string english() const;

private:
  std::string m_text;
  std::vector<Named> m_values;
};

/// `text` with each name in braces replaced by what `say` makes of its value; braces around anything else stay.
template <typename Say>
std::string filledIn(std::string_view text, const std::vector<Message::Named>& values, Say say) {
  std::string filled;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto end = open == std::string_view::npos ? open : text.find('}', open);
    if (end == std::string_view::npos) {
      break;
    }
    const std::string_view name = text.substr(open + 1, end - open - 1);
    const Message::Named* found = nullptr;
    for (const Message::Named& named : values) {
      found = named.name == name ? &named : found;
    }
    filled += text.substr(0, open);
    filled += found != nullptr ? say(found->value) : std::string(text.substr(open, end + 1 - open));
    text.remove_prefix(end + 1);
  }
  return filled.append(text);
}

} // namespace mien
