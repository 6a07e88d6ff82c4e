#include "ui/predict/intake/drop_area.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

DropArea::DropArea(QWidget* parent) : QWidget(parent) {
  auto* picture = new QLabel;
  picture->setAlignment(Qt::AlignCenter);
  const auto colour = [this, picture] {
    const int side = fontMetrics().height() * 4;
    picture->setPixmap(icon("image", Theme::instance().colors().accent).pixmap(QSize(side, side), devicePixelRatioF()));
  };
  colour();
  connect(&Theme::instance(), &Theme::changed, this, colour);
  QLabel* title = makeTitle(tr("Drop images, videos or folders here"));
  title->setAlignment(Qt::AlignCenter);
  QLabel* text = makeMuted(
      tr("Mien finds the faces and names their emotions, in a video over time. You can also paste images or files with "
         "Ctrl+V. Nothing leaves this computer."));
  text->setAlignment(Qt::AlignCenter);
  auto* files = new QPushButton(icon("open"), tr("&Add Files..."));
  files->setDefault(true);
  auto* folder = new QPushButton(icon("folder"), tr("Add a F&older..."));
  connect(files, &QPushButton::clicked, this, &DropArea::filesRequested);
  connect(folder, &QPushButton::clicked, this, &DropArea::folderRequested);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(files);
  buttons->addWidget(folder);
  buttons->addStretch();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(32, 32, 32, 32);
  layout->setSpacing(10);
  layout->addStretch(2);
  layout->addWidget(picture);
  layout->addWidget(title);
  layout->addWidget(text);
  layout->addSpacing(10);
  layout->addLayout(buttons);
  layout->addStretch(3);
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
