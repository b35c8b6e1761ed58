'use strict';
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const popup = document.querySelector('.popup');
  const marks = all('mark');
  const findings = all('.finding');
  const numbers = mark => mark.dataset.findings.split(' ');
  const entry = number => document.getElementById('f' + number);
  let open = null;

  // Filters: a finding is shown if both its category and its severity are.
  const filter = () => {
    const on = (kind, value) => document.querySelector(`input[data-${kind}="${CSS.escape(value)}"]`)?.checked ?? true;
    let shown = 0;
    for (const item of findings) {
      item.hidden = !(on('category', item.dataset.category) && on('severity', item.dataset.severity));
      shown += item.hidden ? 0 : 1;
    }
    for (const mark of marks) {
      const off = numbers(mark).every(number => entry(number).hidden);
      mark.classList.toggle('off', off);
      mark.tabIndex = off ? -1 : 0;
    }
    document.querySelector('.shown').textContent = shown === findings.length ? '' : `显示 ${shown} / ${findings.length} 处`;
    close();
  };

  // The popup tells of all findings under a mark.
  const show = mark => {
    if (mark.classList.contains('off')) return;
    open = mark;
    popup.replaceChildren();
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'close';
    button.textContent = '关闭';
    button.addEventListener('click', close);
    popup.append(button);
    const rank = ['block', 'review', 'notice'];
    const items = numbers(mark).map(entry).filter(item => !item.hidden);
    items.sort((a, b) => rank.indexOf(a.dataset.severity) - rank.indexOf(b.dataset.severity));
    for (const item of items) {
      const card = item.querySelector('.card').cloneNode(true);
      card.classList.add(item.dataset.severity);
      card.style.cssText = item.style.cssText;
      const found = document.createElement('p');
      found.className = 'found';
      found.textContent = `${item.id.slice(1)}　${item.querySelector('.found').textContent}`;
      card.prepend(found);
      popup.append(card);
    }
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
    light(numbers(mark), [mark]);
  };
  const close = () => {
    popup.hidden = true;
    open = null;
  };
  const light = (which, lit) => {
    all('.lit').forEach(element => element.classList.remove('lit'));
    lit.forEach(element => element.classList.add('lit'));
    which.map(entry).forEach(item => item.classList.add('lit'));
  };
  const under = number => marks.filter(mark => numbers(mark).includes(number));

  const narrow = matchMedia('(max-width: 60rem)');
  const hovers = matchMedia('(hover: hover)');
  let pinned = false;
  for (const mark of marks) {
    mark.addEventListener('mouseenter', () => { if (hovers.matches && !narrow.matches && !pinned) show(mark); });
    mark.addEventListener('mouseleave', event => {
      if (hovers.matches && !narrow.matches && !pinned && !popup.contains(event.relatedTarget)) close();
    });
    mark.addEventListener('click', () => {
      pinned = true;
      show(mark);
      if (mark.classList.contains('off') || narrow.matches) return;
      const side = document.querySelector('.side');
      const item = entry(numbers(mark).find(number => !entry(number).hidden));
      side.scrollTo({ top: item.offsetTop - 60, behavior: 'smooth' });
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

  // From the list to the text.
  for (const link of all('.jump')) {
    link.addEventListener('click', event => {
      event.preventDefault();
      const number = link.getAttribute('href').slice(2);
      const there = under(number);
      if (there.length === 0) return;
      there[0].scrollIntoView({ block: 'center' });
      there[0].focus({ preventScroll: true });
      light([number], there);
    });
  }
  all('.overview input').forEach(input => input.addEventListener('change', filter));
  document.querySelector('.print').addEventListener('click', () => print());
})();
