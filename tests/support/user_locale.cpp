#include "tests/support/user_locale.h"

#include "tests/support/environment_variable.h"

#include <clocale>

namespace mien::test {

UserLocale::UserLocale(const std::string& name) : m_before(std::setlocale(LC_ALL, nullptr)) {
  const EnvironmentVariable folder("LOCPATH", MIEN_LOCALES);
  m_active = std::setlocale(LC_ALL, (name + ".UTF-8").c_str()) != nullptr;
}

UserLocale::~UserLocale() {
  const EnvironmentVariable folder("LOCPATH", MIEN_LOCALES); // what was before may be one of them, too
  std::setlocale(LC_ALL, m_before.c_str());
}

} // namespace mien::test
