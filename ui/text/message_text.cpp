#include "ui/text/message_text.h"

#include "core/common/text/numbers.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QLocale>

namespace mien::ui {

namespace {

struct InUsersWords {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return locale().toString(qlonglong{number}).toStdString(); }
  std::string operator()(const Message::Real& real) const {
    const int decimals = real.decimals < 0 ? QLocale::FloatingPointShortest : real.decimals;
    return locale().toString(real.value, real.decimals < 0 ? 'g' : 'f', decimals).toStdString();
  }
  std::string operator()(const Message& message) const { return messageText(message).toStdString(); }

  static QLocale locale() {
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator); // lines and frames have none
    return locale;
  }
};

} // namespace

QString messageText(const Message& message) {
  const std::string text = QCoreApplication::translate("Message", message.text().c_str()).toStdString();
  return toQt(
      filledIn(text, message.values(), [](const Message::Value& value) { return value.visit(InUsersWords()); }));
}

} // namespace mien::ui
