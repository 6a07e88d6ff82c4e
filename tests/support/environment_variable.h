#pragma once

#include <optional>
#include <stdlib.h>
#include <string>
#include <utility>

namespace mien::test {

/// Sets an environment variable for the life of this object.
class EnvironmentVariable {
public:
  EnvironmentVariable(std::string name, const std::string& value) : m_name(std::move(name)) {
    if (const char* old = getenv(m_name.c_str())) {
      m_old = old;
    }
    setenv(m_name.c_str(), value.c_str(), 1);
  }
  ~EnvironmentVariable() {
    if (m_old) {
      setenv(m_name.c_str(), m_old->c_str(), 1);
    } else {
      unsetenv(m_name.c_str());
    }
  }
  EnvironmentVariable(const EnvironmentVariable&) = delete;
  EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

private:
  std::string m_name;
  std::optional<std::string> m_old;
};

} // namespace mien::test
