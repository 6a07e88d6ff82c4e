#pragma once

#include "tests/support/temp_folder.h"
#include "ui/support/workspace.h"
#include "ui/window/main_window.h"

#include <QString>

#include <filesystem>
#include <functional>

namespace mien::ui::test {

/// Mien's window, and a picture of whatever it shows in both themes and three sizes. Environment:
///   MIEN_TOUR_DIR    where the pictures go; without it they are looked at by the test alone
///   MIEN_TOUR_DATA   a data set to show rather than demo faces
///   MIEN_TOUR_MODEL  a weights file to evaluate and use rather than the one that the tour trains
///   MIEN_TOUR_PHOTOS a folder of photos for the Predict page
/// QT_SCALE_FACTOR=2 shows it as on a screen of twice the resolution.
class Tour {
public:
  Tour();

  [[nodiscard]] MainWindow& window() { return m_window; }
  [[nodiscard]] Workspace& workspace() { return m_workspace; }
  [[nodiscard]] QString dataset() const { return m_dataset; }
  [[nodiscard]] QString model() const { return m_model; } ///< empty: none was given
  [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }

  /// Takes the pictures NAME-{light,dark}-{1024x640,1280x800,1920x1080}.png and fails the test where one is empty, the
  /// window has not that size, or text is cut off.
  void shoot(const QString& name);

  /// The same of a dialog, in both themes, as large as it is: NAME-{light,dark}.png.
  void shootDialog(QWidget& dialog, const QString& name);

  /// The child of the window of that class; fails the test when there is none.
  template <class T> T& find() {
    auto* child = m_window.findChild<T*>();
    if (child == nullptr) {
      throw std::runtime_error(std::string("the window has no ") + T::staticMetaObject.className());
    }
    return *child;
  }

private:
  void shoot(const QString& name, const QString& theme, QSize size);

  mien::test::TempFolder m_folder;
  QString m_pictures;
  QString m_dataset;
  QString m_model;
  Workspace m_workspace;
  MainWindow m_window;
};

} // namespace mien::ui::test
