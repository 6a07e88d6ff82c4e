#include "core/common/error.h"

namespace mien {

Error::Error(ErrorKind kind, const Message& message)
    : std::runtime_error(message.english()), m_kind(kind), m_message(std::make_shared<const Message>(message)) {}

} // namespace mien
