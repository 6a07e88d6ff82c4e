#pragma once

#include <QColor>
#include <QList>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <QTransform>
#include <QWidget>

namespace mien::test {

struct PaintedText {
  QString text;
  QPointF at; ///< its left end, on the base line
  QColor color;
  bool bold = false;
};

/// Paint on it with a QPainter: it keeps the texts, and nothing else.
class TextRecorder : public QPaintDevice {
public:
  explicit TextRecorder(const QSize& size) : m_size(size) {}

  [[nodiscard]] const QList<PaintedText>& texts() const { return m_engine.texts; }
  [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_engine; }

protected:
  [[nodiscard]] int metric(PaintDeviceMetric metric) const override {
    switch (metric) {
    case PdmWidth:
      return m_size.width();
    case PdmHeight:
      return m_size.height();
    case PdmDevicePixelRatioScaled:
      return static_cast<int>(devicePixelRatioFScale());
    case PdmDevicePixelRatio:
      return 1;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
      return 96;
    case PdmDepth:
      return 32;
    case PdmNumColors:
      return 0;
    case PdmWidthMM:
    case PdmHeightMM:
      return 300;
    default:
      return QPaintDevice::metric(metric);
    }
  }

private:
  class Engine : public QPaintEngine {
  public:
    Engine() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice* /*device*/) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState& now) override {
      if (now.state().testFlag(DirtyPen)) {
        m_color = now.pen().color();
      }
      if (now.state().testFlag(DirtyTransform)) {
        m_transform = now.transform();
      }
    }
    void drawTextItem(const QPointF& point, const QTextItem& item) override {
      texts.append({item.text(), m_transform.map(point), m_color, item.font().weight() >= QFont::DemiBold});
    }
    void drawPixmap(const QRectF& /*to*/, const QPixmap& /*pixmap*/, const QRectF& /*from*/) override {}
    void drawPath(const QPainterPath& /*path*/) override {}
    void drawPolygon(const QPointF* /*points*/, int /*count*/, PolygonDrawMode /*mode*/) override {}
    void drawPolygon(const QPoint* /*points*/, int /*count*/, PolygonDrawMode /*mode*/) override {}
    [[nodiscard]] Type type() const override { return User; }

    QList<PaintedText> texts;

  private:
    QColor m_color;
    QTransform m_transform;
  };

  QSize m_size;
  mutable Engine m_engine;
};

/// What a widget writes, in the order in which it writes it.
inline QList<PaintedText> paintedTexts(QWidget& widget) {
  TextRecorder recorder(widget.size());
  {
    QPainter painter(&recorder);
    widget.render(&painter, {}, {}, QWidget::DrawChildren);
  }
  return recorder.texts();
}

inline QStringList onlyTexts(const QList<PaintedText>& painted) {
  QStringList texts;
  for (const PaintedText& text : painted) {
    texts << text.text;
  }
  return texts;
}

/// Where a text stands; a null point without it.
inline QPointF placeOfText(const QList<PaintedText>& painted, const QString& text) {
  for (const PaintedText& found : painted) {
    if (found.text == text) {
      return found.at;
    }
  }
  return {};
}

} // namespace mien::test
