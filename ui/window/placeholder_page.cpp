#include "ui/window/placeholder_page.h"

#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widgets/labels.h"

#include <QVBoxLayout>

namespace mien::ui {

PlaceholderPage::PlaceholderPage(const char* iconName, const QString& title, const QString& sentence, QWidget* parent)
    : QWidget(parent) {
  auto* picture = new QLabel;
  picture->setAlignment(Qt::AlignCenter);
  const auto colour = [this, picture, iconName] {
    const int side = fontMetrics().height() * 4;
    picture->setPixmap(
        icon(iconName, Theme::instance().colors().mutedText).pixmap(QSize(side, side), devicePixelRatioF()));
  };
  colour();
  connect(&Theme::instance(), &Theme::changed, this, colour);
  QLabel* heading = makeTitle(title);
  heading->setAlignment(Qt::AlignCenter);
  QLabel* text = makeMuted(sentence);
  text->setAlignment(Qt::AlignCenter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(32, 32, 32, 32);
  layout->addStretch(2);
  layout->addWidget(picture);
  layout->addWidget(heading);
  layout->addWidget(text);
  layout->addStretch(3);
}

} // namespace mien::ui
