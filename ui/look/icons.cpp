#include "ui/look/icons.h"

#include "ui/look/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>
#include <utility>

static void initResources() { Q_INIT_RESOURCE(mien); } // outside any namespace, as the macro demands

namespace mien::ui {

namespace {

QByteArray readSvg(const QString& name) {
  initResources();
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class LineIconEngine : public QIconEngine {
public:
  explicit LineIconEngine(QByteArray svg, const QColor& color = {}) : m_svg(std::move(svg)), m_color(color) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override {
    QByteArray svg = m_svg;
    QSvgRenderer renderer(svg.replace("currentColor", colorFor(mode).name().toLatin1()));
    const int side = std::min(rect.width(), rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    renderer.render(painter, square);
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }

  [[nodiscard]] QIconEngine* clone() const override { return new LineIconEngine(m_svg, m_color); }

private:
  [[nodiscard]] QColor colorFor(QIcon::Mode mode) const {
    const ThemeColors& colors = Theme::instance().colors();
    switch (mode) {
    case QIcon::Disabled:
      return mixed(colors.text, colors.window, 0.35);
    case QIcon::Selected:
      return colors.dark ? colors.window : colors.surface;
    default:
      return m_color.isValid() ? m_color : colors.text;
    }
  }

  QByteArray m_svg;
  QColor m_color;
};

} // namespace

QIcon icon(const char* name) { return icon(name, {}); }

QIcon icon(const char* name, const QColor& color) {
  return QIcon(new LineIconEngine(readSvg(QString::fromLatin1(name)), color));
}

QIcon swatch(const QColor& color) {
  constexpr int kSide = 32;
  QPixmap pixmap(kSide, kSide);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Theme::instance().colors().surface, 3));
  painter.setBrush(color);
  painter.drawEllipse(QRect(3, 3, kSide - 6, kSide - 6));
  painter.end();
  QIcon icon(pixmap);
  icon.addPixmap(pixmap, QIcon::Selected); // Qt would tint it
  return icon;
}

// Not QIcon(":/icons/mien.svg"): that needs Qt's plugin for SVG icons, which Debian 13 has in a package of its own.
QIcon applicationIcon() { return icon("mien"); }

} // namespace mien::ui
