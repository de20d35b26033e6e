"""How big a pile of scans may be, and the sentences for one that cannot be read."""

MAX_SHEETS = 300
MAX_PILE_BYTES = 100 * 1024 * 1024

SCAN_AGAIN = "Отсканируйте бланки заново: PDF, серые страницы, 200 точек на дюйм."
BROKEN = f"Файл повреждён или загружен не полностью. {SCAN_AGAIN}"
LOCKED = "PDF защищён паролем. Сохраните его без пароля и загрузите снова."
TOO_HEAVY = f"Страницы слишком тяжёлые для чтения. {SCAN_AGAIN}"
TOO_MANY = f"В пачке больше {MAX_SHEETS} листов. Разделите её на части и загрузите по очереди."
TOO_BIG = f"Файлы больше 100 МБ. {SCAN_AGAIN}"
NO_SCAN = "Это не скан. Загрузите файл PDF, JPEG или PNG."
