#pragma once

#include "ui/workspace/workspace.h"

class QMessageBox;
class QWidget;

namespace mien::ui {

/// A question whether to stop `activities` and close the window, ready to be opened; its accept button stops and
/// closes. Deletes itself when closed.
[[nodiscard]] QMessageBox* makeCloseQuestion(const std::vector<Activity>& activities, QWidget* parent);

} // namespace mien::ui
