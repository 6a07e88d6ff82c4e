#pragma once

#include <QLocale>

namespace mien::test {

/// The language that numbers on the screen are written in, for as long as the object lives. What is made before it
/// keeps its own.
class ScreenLocale {
public:
  explicit ScreenLocale(const QLocale& locale) { QLocale::setDefault(locale); }
  ~ScreenLocale() { QLocale::setDefault(m_before); }
  ScreenLocale(const ScreenLocale&) = delete;
  ScreenLocale& operator=(const ScreenLocale&) = delete;

private:
  QLocale m_before;
};

} // namespace mien::test
