#pragma once

#include "ui/look/theme.h"

#include <QPointF>
#include <QString>
#include <QWidget>

#include <optional>

class QCPTextElement;
class QCustomPlot;
class QMenu;

namespace mien::ui {

/// What all charts share: a QCustomPlot with a title in the colours of the theme, panning and zooming by mouse and
/// keyboard (arrows, +, -, Home), double click to fit, a context menu to save and copy. GUI thread only.
class Chart : public QWidget {
  Q_OBJECT

public:
  Chart(const QString& title, const QString& xLabel, const QString& yLabel, QWidget* parent = nullptr);

  [[nodiscard]] QCustomPlot& plot() const { return *m_plot; }
  [[nodiscard]] const QString& title() const { return m_title; }
  void setTitle(const QString& title);

  /// From now on drawn in the colours of this theme, whichever the application shows.
  void setFixedTheme(bool dark);

  virtual void fit() = 0; ///< shows everything

signals:
  void failed(const QString& message); ///< saving or copying did not work: what to do

protected:
  [[nodiscard]] const ThemeColors& colors() const;
  [[nodiscard]] QColor classColor(int emotion) const; ///< emotionColor() of the theme drawn in

  virtual void restyle();                     ///< takes the colours anew; overrides call this one first
  virtual void hover(const QPointF& pixel);   ///< the mouse is there, in pixels of the plot
  virtual void hoverEnd();                    ///< the mouse has left
  virtual void viewMoved();                   ///< the user panned or zoomed
  virtual void extendMenu(QMenu& /*menu*/) {} ///< adds entries above saving and copying

  void styleLegend(); ///< call when it has new entries
  void redraw();      ///< soon, once however often it is asked for
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void zoom(double factor);
  void pan(double x, double y);
  void showMenu(const QPoint& position);

  QString m_title;
  QCustomPlot* m_plot;
  QCPTextElement* m_titleElement;
  std::optional<ThemeColors> m_fixedColors;
};

} // namespace mien::ui
