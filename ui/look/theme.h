#pragma once

#include <QColor>
#include <QObject>
#include <QString>

namespace mien::ui {

enum class ThemeChoice { System, Light, Dark };

/// The colours that everything the application draws itself is made of.
struct ThemeColors {
  QColor window;    ///< behind everything
  QColor surface;   ///< cards, lists, plots
  QColor text;      ///< on window and surface
  QColor mutedText; ///< secondary text on window and surface; still 4.5:1
  QColor grid;      ///< hairlines, borders, grid lines
  QColor accent;    ///< selection, primary actions
  QColor danger;    ///< errors
  QColor warning;
  QColor success;
  bool dark = false;
};

/// The look of the whole application; GUI thread only. Needs a QApplication. With ThemeChoice::System it follows the
/// system when that turns dark or light.
class Theme : public QObject {
  Q_OBJECT

public:
  static Theme& instance();

  [[nodiscard]] ThemeChoice choice() const { return m_choice; }
  void setChoice(ThemeChoice choice); ///< applies it to the application at once
  [[nodiscard]] const ThemeColors& colors() const { return m_colors; }

signals:
  void changed(); ///< after the application's palette has changed

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  Theme();
  void readSystem();
  void askSystem();
  void apply();

  ThemeChoice m_choice = ThemeChoice::System;
  bool m_systemDark = false;
  bool m_darkPalette = false; ///< the system's
  bool m_darkStyle = false;   ///< what the style makes of the system
  bool m_changing = false;    ///< the palette, by ourselves
  bool m_asking = false;      ///< soon
  ThemeColors m_colors;
};

/// One of 8 colours (index of mien::Emotion) that also colour-blind readers tell apart, after Okabe & Ito 2008; legible
/// on window and surface of the present theme. Grey for other numbers. Ask again on Theme::changed().
[[nodiscard]] QColor emotionColor(int emotion);

/// The same for a theme that need not be the present one: pictures for reports are light always.
[[nodiscard]] QColor emotionColor(int emotion, bool dark);
[[nodiscard]] ThemeColors themeColors(bool dark);

/// `front` over `back`, with `share` (0..1) of `front`.
[[nodiscard]] QColor mixed(const QColor& front, const QColor& back, double share);

} // namespace mien::ui
