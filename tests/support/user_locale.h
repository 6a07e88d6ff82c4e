#pragma once

#include <string>

namespace mien::test {

/// The C library in another user's locale for as long as the object lives: "de_DE", "vi_VN" or "tr_TR", as built with
/// the tests. One at a time; not beside other threads that look at the locale.
class UserLocale {
public:
  explicit UserLocale(const std::string& name);
  ~UserLocale();
  UserLocale(const UserLocale&) = delete;
  UserLocale& operator=(const UserLocale&) = delete;

  /// False where the tests were built without localedef.
  [[nodiscard]] bool active() const { return m_active; }

private:
  std::string m_before;
  bool m_active;
};

} // namespace mien::test
