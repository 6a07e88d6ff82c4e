#pragma once

#include <QString>

#include <filesystem>

namespace mien::ui {

class Workspace;

/// Whether a run, by its configuration's data set, learned from the faces that Mien draws to be tried out.
[[nodiscard]] bool isDemoData(const Workspace& workspace, const std::filesystem::path& data);

/// The same of a file of weights, by the run in whose folder it lies. Reads a small file.
[[nodiscard]] bool isDemoModel(const Workspace& workspace, const QString& weights);

} // namespace mien::ui
