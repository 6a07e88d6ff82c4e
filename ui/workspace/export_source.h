#pragma once

namespace mien::ui {

/// A page that has something to export implements this beside QWidget; File > Export... then works on it. It emits
/// Workspace::exportChanged() when canExport() changes.
class ExportSource {
public:
  virtual ~ExportSource() = default;
  [[nodiscard]] virtual bool canExport() const = 0;
  virtual void exportContent() = 0; ///< asks where to, or says where it went
};

} // namespace mien::ui
