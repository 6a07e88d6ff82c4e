#include "ui/look/theme.h"

#include "ui/look/style.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QStyle>

#include <array>
#include <cstddef>

namespace mien::ui {

namespace {

ThemeColors lightColors() {
  return {QColor(0xf2f4f7), QColor(0xffffff), QColor(0x1b2027), QColor(0x596271), QColor(0xd5dae1),
          QColor(0x1463c0), QColor(0xbf2a2a), QColor(0x8f5a00), QColor(0x1b7a3a), false};
}

ThemeColors darkColors() {
  return {QColor(0x1d2025), QColor(0x272b32), QColor(0xe7e9ec), QColor(0xa4acb8), QColor(0x404751),
          QColor(0x5ea5f2), QColor(0xf27d77), QColor(0xe6b450), QColor(0x62cb84), true};
}

QPalette makePalette(const ThemeColors& colors) {
  QPalette palette;
  const QColor button = colors.dark ? mixed(colors.text, colors.surface, 0.06) : colors.surface;
  const QColor onAccent = colors.dark ? QColor(0x0e1115) : QColor(0xffffff);
  palette.setColor(QPalette::Window, colors.window);
  palette.setColor(QPalette::WindowText, colors.text);
  palette.setColor(QPalette::Base, colors.surface);
  palette.setColor(QPalette::AlternateBase, mixed(colors.window, colors.surface, 0.5));
  palette.setColor(QPalette::Text, colors.text);
  palette.setColor(QPalette::Button, button);
  palette.setColor(QPalette::ButtonText, colors.text);
  palette.setColor(QPalette::BrightText, colors.danger);
  palette.setColor(QPalette::ToolTipBase, colors.surface);
  palette.setColor(QPalette::ToolTipText, colors.text);
  palette.setColor(QPalette::PlaceholderText, colors.mutedText);
  palette.setColor(QPalette::Highlight, colors.accent);
  palette.setColor(QPalette::HighlightedText, onAccent);
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
  palette.setColor(QPalette::Accent, colors.accent);
#endif
  palette.setColor(QPalette::Link, colors.accent);
  palette.setColor(QPalette::LinkVisited, colors.accent);
  palette.setColor(QPalette::Light, mixed(colors.text, colors.surface, colors.dark ? 0.10 : 0.0));
  palette.setColor(QPalette::Midlight, mixed(colors.grid, colors.surface, 0.5));
  palette.setColor(QPalette::Mid, colors.grid);
  palette.setColor(QPalette::Dark, colors.dark ? QColor(0x14171b) : mixed(colors.text, colors.grid, 0.25));
  palette.setColor(QPalette::Shadow, QColor(Qt::black));
  const QColor disabled = mixed(colors.text, colors.window, 0.42);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, disabled);
  }
  palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.grid);
  palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
  palette.setColor(QPalette::Disabled, QPalette::Base, colors.window);
  return palette;
}

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

Theme::Theme() {
  QApplication::setStyle(new Style);
  readSystem();
  m_systemDark = m_darkPalette || m_darkStyle;
  apply();
  qApp->installEventFilter(this);
}

void Theme::setChoice(ThemeChoice choice) {
  if (choice == m_choice) {
    return;
  }
  m_choice = choice;
  apply();
  emit changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
  // Qt before 6.5 has no signal for this. Some platforms tell of a change, others replace the application's palette.
  const bool changed = event->type() == QEvent::ThemeChange ||
                       (event->type() == QEvent::ApplicationPaletteChange && watched == qApp && !m_changing);
  if (changed && !m_asking) {
    m_asking = true;
    QMetaObject::invokeMethod(this, &Theme::askSystem, Qt::QueuedConnection);
  }
  return QObject::eventFilter(watched, event);
}

void Theme::readSystem() {
  m_changing = true;
  QApplication::setPalette(QPalette()); // the system's again
  m_changing = false;
  m_darkPalette = isDark(QApplication::palette());
  m_darkStyle = isDark(QApplication::style()->standardPalette());
}

void Theme::askSystem() {
  const bool before = m_colors.dark;
  const bool darkPalette = m_darkPalette;
  const bool darkStyle = m_darkStyle;
  m_asking = false;
  readSystem();
  // Under GTK Qt 6.4 keeps the palette of its start and tells the style alone; elsewhere only the palette changes.
  if (m_darkStyle != darkStyle) {
    m_systemDark = m_darkStyle;
  } else if (m_darkPalette != darkPalette) {
    m_systemDark = m_darkPalette;
  }
  apply();
  if (m_colors.dark != before) {
    emit changed();
  }
}

void Theme::apply() {
  const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemDark);
  m_colors = themeColors(dark);
  m_changing = true;
  QApplication::setPalette(makePalette(m_colors));
  m_changing = false;
}

ThemeColors themeColors(bool dark) { return dark ? darkColors() : lightColors(); }

QColor emotionColor(int emotion) { return emotionColor(emotion, Theme::instance().colors().dark); }

QColor emotionColor(int emotion, bool dark) {
  // Okabe and Ito's palette; its yellow and black are replaced by what stands out from white and from near-black.
  static constexpr std::array<QRgb, 8> kOnLight{0x5f6670, 0xd9a300, 0x3fa7e0, 0x0067a8,
                                                0xd0560a, 0x00936b, 0x862a5e, 0xc66a9e};
  static constexpr std::array<QRgb, 8> kOnDark{0xb4bac3, 0xf0c527, 0x62bdf0, 0x2f86d0,
                                               0xf27a3a, 0x1dba8c, 0xb0548a, 0xeaa5cd};
  if (emotion < 0 || emotion >= static_cast<int>(kOnLight.size())) {
    return dark ? QColor(0x8b929c) : QColor(0x9aa1ab);
  }
  return QColor((dark ? kOnDark : kOnLight)[static_cast<std::size_t>(emotion)]);
}

QColor mixed(const QColor& front, const QColor& back, double share) {
  const auto blend = [share](float a, float b) { return static_cast<float>(share) * (a - b) + b; };
  return QColor::fromRgbF(blend(front.redF(), back.redF()), blend(front.greenF(), back.greenF()),
                          blend(front.blueF(), back.blueF()));
}

} // namespace mien::ui
