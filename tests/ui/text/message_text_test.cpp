#include "ui/text/message_text.h"

#include "core/common/error.h"
#include "tests/support/screen_locale.h"
#include "ui/async/worker.h"

#include <QCoreApplication>
#include <QTranslator>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

/// Knows two texts, one with its values in another order.
class Vietnamese : public QTranslator {
public:
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* text, const char* /*about*/, int /*n*/) const override {
    if (QByteArrayView(context) == "Message" && QByteArrayView(text) == "Cannot read '{file}': {problem}.") {
      return QStringLiteral("{problem}: không đọc được '{file}'.");
    }
    if (QByteArrayView(context) == "Message" && QByteArrayView(text) == "it ends after {bytes} bytes") {
      return QStringLiteral("tệp chỉ có {bytes} byte");
    }
    return {};
  }
};

const Message kInner("it ends after {bytes} bytes", {{"bytes", 12345}});
const Message kOuter("Cannot read '{file}': {problem}.", {{"file", "ảnh {problem}.pth"}, {"problem", kInner}});

TEST(MessageText, IsEnglishWithoutATranslation) {
  EXPECT_EQ(messageText(kOuter), QStringLiteral("Cannot read 'ảnh {problem}.pth': it ends after 12345 bytes."));
}

TEST(MessageText, SaysTextAndValuesInTheUsersLanguage) {
  Vietnamese translator;
  ASSERT_TRUE(QCoreApplication::installTranslator(&translator));
  EXPECT_EQ(messageText(kOuter), QStringLiteral("tệp chỉ có 12345 byte: không đọc được 'ảnh {problem}.pth'."));
  const Error error(ErrorKind::BadData, kOuter); // what a job hands to its page
  EXPECT_EQ(errorText(std::make_exception_ptr(error)), messageText(kOuter));
  QCoreApplication::removeTranslator(&translator);
}

TEST(MessageText, HasTheUsersNumbers) {
  const test::ScreenLocale german(QLocale(QLocale::German, QLocale::Germany));
  EXPECT_EQ(
      messageText(Message("{a} {b} {c}", {{"a", Message::Real{0.5, 2}}, {"b", Message::Real{0.1, -1}}, {"c", 1234}})),
      QStringLiteral("0,50 0,1 1234"));
}

} // namespace
} // namespace mien::ui
