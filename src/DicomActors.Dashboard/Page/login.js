const form = document.getElementById('login');
const token = document.getElementById('token');
const problem = document.getElementById('problem');

form.addEventListener('submit', async event => {
  event.preventDefault();
  problem.textContent = '';
  try {
    const response = await fetch('api/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-DicomActors-Request': '1' },
      body: JSON.stringify({ token: token.value }),
    });
    if (response.ok) {
      sessionStorage.setItem('dicomactors-login', '1');
      location.replace('./');
      return;
    }

    problem.textContent = (await response.json()).detail;
  } catch {
    problem.textContent = 'The node does not answer.';
  }

  token.select();
});
