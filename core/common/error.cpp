#include "core/common/error.h"

namespace mien {

Error::Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}

} // namespace mien
