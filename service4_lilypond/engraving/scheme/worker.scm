;; Keeps LilyPond warm: loads all it needs by engraving one small score, then
;; forks for every job that it reads from standard input.
;;
;; A job is one line, a list: the folder that holds "score.ly" and a named pipe
;; for each file that is made of it and for the log, the formats of its pages
;; and of its cropped picture, and the limits on seconds, processor seconds and
;; bytes of memory.
;; Standard output says "ready" once, then "started PID" and "ended STATUS CPU"
;; per job, CPU in milliseconds.

(use-modules (ice-9 ftw))

(define resolution 300)                       ; dots per inch of a picture
(define margin 2)                             ; staff spaces of white around a picture
(define gap 2)                                ; staff spaces of white between its lines
(define patience 10)                          ; seconds that a job may be overdue
(define farewell 10)                          ; seconds that threads have to end
(define small 32768)                          ; bytes of a score that ends before memory matters

(define lilypond-file (@@ (lily) lilypond-file))

(define (say . words)
  (apply format #t words)
  (force-output))

;; --- what is written ---------------------------------------------------------

(define (with-margin stencil)
  "Return STENCIL larger than its ink, so that none of it touches the edge."
  (define (widened axis)
    (let ((extent (ly:stencil-extent stencil axis)))
      (cons (- (car extent) margin) (+ (cdr extent) margin))))
  (ly:make-stencil (ly:stencil-expr stencil) (widened 0) (widened 1)))

(define (stacked book)
  "Return all lines of BOOK as one stencil; LilyPond's own lets them touch."
  (stack-stencils Y DOWN gap
    (map (lambda (line) (ly:prob-property line 'stencil)) (ly:paper-book-systems book))))

(define (write-as pages crop)
  "Write the pages and the cropped picture in these formats, such as (\"pdf\")."
  (ly:set-option 'point-and-click #f)
  (ly:set-option 'resolution resolution)
  (ly:set-option 'print-pages (pair? pages))
  (ly:set-option 'crop (pair? crop))
  (module-set! (resolve-module '(lily)) 'generate-crop-stencil stacked)
  (let ((cairo (resolve-module '(lily framework-cairo))))
    (module-define! cairo 'output-stencils
      (lambda (base stencils header paper formats)
        (ly:cairo-output-stencils base stencils header paper pages)))
    (module-define! cairo 'output-stencil
      (lambda (base stencil paper formats)
        (ly:cairo-output-stencil base (with-margin stencil) paper crop)))))

(define (engrave file)
  "Return whether FILE could be engraved."
  (let ((engraved #t))
    (lilypond-file (lambda _ (set! engraved #f)) file)
    engraved))

;; --- what is kept ------------------------------------------------------------

(define (keep-fonts)
  "Have LilyPond let go of its fonts only where a score sets another staff size."
  ;; It does so whenever a score sets the size, even to what it was; finding the
  ;; fonts again would take longer than all else.
  (let ((lily (resolve-module '(lily)))
        (let-go ly:reset-all-fonts)
        (set-size set-global-staff-size)
        (warm 20))                            ; points, unless a score says otherwise
    (module-set! lily 'set-global-staff-size
      (lambda (size)
        (module-set! lily 'ly:reset-all-fonts (if (equal? size warm) noop let-go))
        (set! warm size)
        (set-size size)))))

(define (wait-for-threads)
  "Return when this is the only thread: a lock that another held would stay locked in a fork."
  (alarm farewell)
  (while (> (length (scandir "/proc/self/task")) 3) ; itself, and the folder and its parent
    (usleep 1000))
  (alarm 0))

;; --- jobs --------------------------------------------------------------------

(define (engrave-or-exit file)
  (if (not (engrave file)) (primitive-_exit 1))
  ((@@ (lily) session-terminate)))

(define (warm-up file)
  (module-define! (resolve-module '(lily)) 'await-job (lambda () *unspecified*))
  ;; As LilyPond does before its first file.
  (write-as '("pdf") '("png"))
  (ly:reset-all-fonts)
  (ly:parse-init "declarations-init.ly")
  (keep-fonts)
  (engrave-or-exit file)
  (gc)
  ;; What lies free between what is kept would be copied page by page in every fork: it is
  ;; filled up, so that a fork takes memory that was not in use before.
  (gc-disable)
  (engrave-or-exit file)
  (engrave-or-exit file)
  (wait-for-threads))

(define (begin-job readable folder pages crop seconds cpu-seconds memory-bytes)
  "In the forked process: give up what engraving does not need."
  (setsid)
  (end-with-parent)
  (chdir folder)
  (if (>= (stat:size (stat "score.ly")) small)
      (gc-enable))                            ; for others, it would take as long as engraving
  (let ((log (open-fdes "log" O_WRONLY))
        (nothing (open-fdes "/dev/null" O_RDONLY)))
    (dup2 nothing 0)
    (dup2 log 1)
    (dup2 log 2))
  (write-as pages crop)
  (confine readable folder cpu-seconds memory-bytes))

(define (or-end thunk)
  "Call THUNK; whatever it throws ends this process, which must not go on half confined."
  (catch #t
    (lambda () (thunk) *unspecified*)
    (lambda thrown
      (format (current-error-port) "~s\n" thrown)
      (force-output (current-error-port))
      (primitive-_exit 2))))

(define (processor-time)
  "Return the milliseconds of processor time that all jobs so far have taken."
  (let ((spent (times)))
    (quotient (* 1000 (+ (tms:cutime spent) (tms:cstime spent))) internal-time-units-per-second)))

(define (remove-tree path)
  (if (eq? 'directory (stat:type (lstat path)))
      (begin
        (for-each
          (lambda (name) (remove-tree (string-append path "/" name)))
          (scandir path (lambda (name) (not (member name '("." ".."))))))
        (rmdir path))
      (delete-file path)))

(define (await-job readable home)
  "Return in a fork, once for every job; exit when standard input ends, as the service is gone."
  (say "ready\n")
  (let next ((job (read)))
    (if (eof-object? job)
        (begin (remove-tree home) (primitive-_exit 0)))
    (let ((pid (primitive-fork))
          (before (processor-time)))
      (if (zero? pid)
          (or-end (lambda () (apply begin-job readable job)))
          (begin
            (say "started ~a\n" pid)
            (alarm (+ patience (list-ref job 3))) ; the service may be gone
            (let ((status (cdr (waitpid pid))))
              (alarm 0)
              (say "ended ~a ~a\n" status (- (processor-time) before)))
            (next (read)))))))

(define (serve readable home)
  "Begin to engrave, do for every job in a fork what is left of it, and never return."
  (module-set! (resolve-module '(lily)) 'await-job (lambda () (await-job readable home)))
  (or-end (lambda () (primitive-_exit (if (engrave "score.ly") 0 1)))))
