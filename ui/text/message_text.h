#pragma once

#include "core/common/text/message.h"

#include <QString>

namespace mien::ui {

/// What `message` says, in the user's language and with the user's numbers. Its text is looked up in the context
/// "Message"; what has no translation stays English.
[[nodiscard]] QString messageText(const Message& message);

} // namespace mien::ui
