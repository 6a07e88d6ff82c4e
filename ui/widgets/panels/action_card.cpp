#include "ui/widgets/panels/action_card.h"

#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <QPainter>

namespace mien::ui {

namespace {

constexpr int kPadding = 18;
constexpr int kGap = 8;
constexpr double kRadius = 8;
constexpr int kCharacters = 38; // of the description in a line

} // namespace

ActionCard::ActionCard(const QIcon& icon, const QString& text, const QString& description, QWidget* parent)
    : QAbstractButton(parent), m_description(description) {
  setIcon(icon);
  setText(text);
  setAccessibleName(QString(text).remove(QLatin1Char('&')));
  setAccessibleDescription(description);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ActionCard::setPrimary(bool primary) {
  m_primary = primary;
  update();
}

QSize ActionCard::sizeHint() const {
  const int width = fontMetrics().averageCharWidth() * kCharacters;
  const QFontMetrics title(scaledFont(*this, 1.2, QFont::DemiBold));
  const int height = fontMetrics().height() * 2 + title.height() + fontMetrics().height() * 3 + 2 * kGap;
  return {width + 2 * kPadding, height + 2 * kPadding};
}

void ActionCard::paintEvent(QPaintEvent* /*event*/) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool warm = underMouse() || isDown();
  const QColor edge = m_primary || hasFocus() ? colors.accent : colors.grid;
  const double line = hasFocus() ? 2 : 1;
  painter.setPen(QPen(edge, line));
  painter.setBrush(mixed(colors.accent, colors.surface, (m_primary ? 0.10 : 0.0) + (warm ? 0.07 : 0.0)));
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), kRadius, kRadius);

  const int side = fontMetrics().height() * 2;
  QRect place(kPadding, kPadding, side, side);
  icon().paint(&painter, place);
  const QFont font = scaledFont(*this, 1.2, QFont::DemiBold);
  painter.setFont(font);
  painter.setPen(colors.text);
  place.setTop(place.bottom() + kGap);
  place.setRight(width() - kPadding);
  place.setHeight(QFontMetrics(font).height());
  painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
  painter.setFont(this->font());
  painter.setPen(colors.mutedText);
  place.setTop(place.bottom() + kGap / 2);
  place.setBottom(height() - kPadding / 2);
  painter.drawText(place, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_description);
}

} // namespace mien::ui
