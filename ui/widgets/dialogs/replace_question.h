#pragma once

#include <QString>

#include <filesystem>
#include <functional>
#include <vector>

class QMessageBox;
class QWidget;

namespace mien::ui {

/// Asks before files are replaced that are not Mien's, and calls `replace` if the answer is yes. Shown at once, without
/// waiting; deletes itself.
QMessageBox* askToReplace(const std::vector<std::filesystem::path>& files, const std::function<void()>& replace,
                          QWidget* parent);

/// The same for an earlier report, which holds `what`.
QMessageBox* askToReplaceReport(const QString& folder, const QString& what, const std::function<void()>& replace,
                                QWidget* parent);

} // namespace mien::ui
