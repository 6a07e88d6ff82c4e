#pragma once

#include "core/picture/picture.h"

#include <QString>

#include <span>

namespace mien::ui {

/// What people should know of a picture, a line a note, in the user's language.
[[nodiscard]] QString noteTexts(std::span<const PictureNote> notes);

} // namespace mien::ui
