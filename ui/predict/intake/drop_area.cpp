#include "ui/predict/intake/drop_area.h"

#include "ui/look/theme.h"

#include <QPainter>

namespace mien::ui {

DropArea::DropArea(QWidget* parent) : EmptyStatePanel(parent) {
  showState(
      "image", tr("Drop images, videos or folders here"),
      tr("Mien finds the faces and names their emotions, in a video over time. You can also paste images or files "
         "with Ctrl+V. Nothing leaves this computer."),
      {{"open", tr("&Add Files..."), [this] { emit filesRequested(); }},
       {"folder", tr("Add a F&older..."), [this] { emit folderRequested(); }}});
}

void DropArea::paintEvent(QPaintEvent* /*event*/) {
  constexpr double kRadius = 12;
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(mixed(colors.accent, colors.grid, 0.5), 2, Qt::DashLine));
  painter.setBrush(colors.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), kRadius, kRadius);
}

} // namespace mien::ui
