#pragma once

#include <QString>

#include <string_view>

namespace mien::ui {

/// The translated display name of a class label of core ("happiness" gives "Happiness"); other labels as they are.
[[nodiscard]] QString emotionName(std::string_view label);

} // namespace mien::ui
