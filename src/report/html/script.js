'use strict';
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const popup = document.querySelector('.popup');
  const marks = all('mark');
  const findings = all('.finding');
  const passages = all('.passage');
  const numbers = mark => mark.dataset.findings.split(' ');
  const entry = number => document.getElementById('f' + number);
  const passageOf = mark => document.getElementById('p' + mark.dataset.passage);
  const under = passage => marks.filter(mark => passageOf(mark) === passage);
  let open = null;

  // Filters: a finding is shown if both its category and its severity are; a passage if any of its findings is.
  const filter = () => {
    const on = (kind, value) => document.querySelector(`input[data-${kind}="${CSS.escape(value)}"]`)?.checked ?? true;
    for (const item of findings) item.hidden = !(on('category', item.dataset.category) && on('severity', item.dataset.severity));
    for (const passage of passages) {
      const [lead] = all('.finding:not([hidden])', passage);
      passage.hidden = !lead;
      // What a hidden finding says is said by the next one.
      passage.classList.toggle('partial', all('.finding[hidden]', passage).length > 0);
      if (lead) passage.style.cssText = lead.style.cssText;
      let stop = 0;
      for (const mark of under(passage)) {
        const shown = numbers(mark).map(entry).filter(item => !item.hidden);
        mark.className = shown.length === 0 ? 'off' : `${lead.dataset.severity}${shown.includes(lead) ? ' lead' : ''}`;
        if (lead) mark.style.cssText = lead.style.cssText;
        mark.tabIndex = shown.length === 0 ? -1 : stop;
        if (shown.length > 0) stop = -1;
      }
    }
    const shown = findings.filter(item => !item.hidden).length;
    document.querySelector('.shown').textContent = shown === findings.length ? '' : `显示 ${shown} / ${findings.length} 条`;
    close();
  };

  // The popup tells of all findings on the same words.
  const show = mark => {
    if (mark.classList.contains('off')) return;
    const passage = passageOf(mark);
    if (open && passageOf(open) === passage) return;
    open = mark;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'close';
    button.textContent = '关闭';
    button.addEventListener('click', close);
    const copy = passage.querySelector('.reasons').cloneNode(true);
    for (const item of all('.finding', copy)) {
      item.removeAttribute('id');
      if (item.hidden) item.remove();
    }
    // In the list the words lead to the text; here they stand beside it.
    for (const link of all('.words', copy)) link.removeAttribute('href');
    const found = document.createElement('p');
    found.className = 'found';
    found.textContent = `${mark.dataset.passage}　${passage.querySelector('.found').textContent}`;
    const holder = document.createElement('div');
    holder.className = passage.className;
    holder.append(found, copy);
    popup.replaceChildren(button, holder);
    popup.hidden = false;
    popup.scrollTop = 0;
    // Where there is more room, and no higher than that; on a phone the style says where.
    const first = mark.getClientRects()[0];
    const whole = mark.getBoundingClientRect();
    const [above, below] = [whole.top - 16, innerHeight - whole.bottom - 16];
    popup.style.maxHeight = narrow.matches ? '' : `min(32rem, ${Math.max(above, below)}px)`;
    const left = Math.max(16, Math.min(first.left, document.documentElement.clientWidth - popup.offsetWidth - 16));
    const top = below >= Math.min(above, popup.offsetHeight) ? whole.bottom + 8 : whole.top - popup.offsetHeight - 8;
    popup.style.left = `${left + scrollX}px`;
    popup.style.top = `${top + scrollY}px`;
    light([...under(passage), passage]);
  };
  const close = () => {
    popup.hidden = true;
    popup.replaceChildren();
    open = null;
  };
  const light = lit => {
    all('.lit').forEach(element => element.classList.remove('lit'));
    lit.forEach(element => element.classList.add('lit'));
  };

  const narrow = matchMedia('(max-width: 60rem)');
  const hovers = matchMedia('(hover: hover)');
  let pinned = false;
  for (const mark of marks) {
    mark.addEventListener('mouseenter', () => { if (hovers.matches && !narrow.matches && !pinned) show(mark); });
    mark.addEventListener('mouseleave', event => {
      const to = event.relatedTarget;
      const stays = popup.contains(to) || to?.closest?.('mark')?.dataset.passage === mark.dataset.passage;
      if (hovers.matches && !narrow.matches && !pinned && !stays) close();
    });
    mark.addEventListener('click', () => {
      pinned = true;
      show(mark);
      if (mark.classList.contains('off') || narrow.matches) return;
      document.querySelector('.side').scrollTo({ top: passageOf(mark).offsetTop - 60, behavior: 'smooth' });
    });
    mark.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        mark.click();
      }
    });
  }
  popup.addEventListener('mouseleave', () => { if (!pinned) close(); });
  document.addEventListener('click', event => {
    if (!event.target.closest('mark, .popup')) { pinned = false; close(); }
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && open) {
      const mark = open;
      pinned = false;
      close();
      mark.focus();
    }
  });

  // From the list to the text: from a passage to all its words, from a further finding to its own.
  for (const link of all('.jump')) {
    link.addEventListener('click', event => {
      event.preventDefault();
      const number = link.getAttribute('href').slice(2);
      const passage = link.closest('.passage');
      const its = link.classList.contains('words') ? marks.filter(mark => numbers(mark).includes(number)) : under(passage);
      const there = its.filter(mark => !mark.classList.contains('off'));
      if (there.length === 0) return;
      there[0].scrollIntoView({ block: 'center' });
      there[0].focus({ preventScroll: true });
      light([...there, link.closest('.finding') ?? passage]);
    });
  }
  all('.overview input').forEach(input => input.addEventListener('change', filter));
  document.querySelector('.print').addEventListener('click', () => print());
})();
