#include "core/common/text/message.h"

#include "core/common/text/numbers.h"

namespace mien {

namespace {

struct English {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const Message::Real& real) const {
    return real.decimals < 0 ? shortestNumber(real.value) : fixedNumber(real.value, real.decimals);
  }
  std::string operator()(const Message& message) const { return message.english(); }
};

} // namespace

Message::Value::Value(const Message& message) : m_value(std::make_shared<const Message>(message)) {}

Message::Message(const char* text, std::initializer_list<Named> values) : m_text(text), m_values(values) {}

Message Message::verbatim(std::string text) { return Message("{text}", {{"text", std::move(text)}}); }

std::string Message::english() const {
  return filledIn(m_text, m_values, [](const Value& value) { return value.visit(English()); });
}

} // namespace mien
